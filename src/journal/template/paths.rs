//! Groups URLs by their paths, one segment at a time.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::super::intern::Id;
use super::super::USER;
use super::lexical::Class;
use super::segment::segment;
use super::FEW;
use crate::table::Hashed;

/// A URL in its parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    pub url: Id,
    pub path: &'a str,
    pub query: &'a str,
    pub has_fragment: bool,
    /// What of the path is not looked at yet, without the slash before it.
    rest: Option<&'a str>,
    calls: u32,
}

/// URLs whose paths are one to the template.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    /// Origin and path, as shown.
    pub label: String,
    pub members: Vec<Member<'a>>,
}

struct Group<'a> {
    label: Cow<'a, str>,
    literal: Option<Class>,
    calls: u32,
    members: Vec<Member<'a>>,
}

/// The leaves of these URLs.
pub(super) fn group<'a>(urls: &[(Id, &'a str, u32)]) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    let mut work = by_origin(urls);
    while let Some(leaf) = work.pop() {
        let (ended, more): (Vec<_>, Vec<_>) = leaf
            .members
            .into_iter()
            .partition(|member| member.rest.is_none());
        if !more.is_empty() {
            descend(&leaf.label, more, &mut work);
        }
        if !ended.is_empty() {
            leaves.push(Leaf {
                label: leaf.label,
                members: ended,
            });
        }
    }
    leaves
}

fn by_origin<'a>(urls: &[(Id, &'a str, u32)]) -> Vec<Leaf<'a>> {
    let mut groups: Groups<'a> = Groups::default();
    for &(url, text, calls) in urls {
        let (text, has_fragment) = match text.split_once('#') {
            Some((text, _)) => (text, true),
            None => (text, false),
        };
        let (text, query) = text.split_once('?').unwrap_or((text, ""));
        let host = text.find("://").map_or(0, |at| at + 3);
        let slash = text[host..].find('/').map_or(text.len(), |at| host + at);
        let (origin, path) = text.split_at(slash);
        let origin = match origin[host..].strip_prefix(USER) {
            Some(of_host) => Cow::Owned([&origin[..host], of_host].concat()),
            None => Cow::Borrowed(origin),
        };
        let member = Member {
            url,
            path,
            query,
            has_fragment,
            rest: path.strip_prefix('/'),
            calls,
        };
        groups.add(origin, None, member);
    }
    let leaf = |group: Group<'a>| Leaf {
        label: group.label.into_owned(),
        members: group.members,
    };
    groups.all.into_iter().rev().map(leaf).collect()
}

/// Takes one segment off each member, and puts what is left on the heap of work.
fn descend<'a>(above: &str, members: Vec<Member<'a>>, work: &mut Vec<Leaf<'a>>) {
    let mut groups: Groups<'a> = Groups::default();
    for mut member in members {
        let rest = member.rest.unwrap_or_default();
        let (first, rest) = match rest.split_once('/') {
            Some((first, rest)) => (first, Some(rest)),
            None => (rest, None),
        };
        member.rest = rest;
        let segment = segment(first);
        groups.add(segment.label, segment.literal, member);
    }
    groups.collapse();
    for group in groups.all.into_iter().rev() {
        work.push(Leaf {
            label: [above, "/", &group.label].concat(),
            members: group.members,
        });
    }
}

#[derive(Default)]
struct Groups<'a> {
    all: Vec<Group<'a>>,
    by_label: HashMap<Cow<'a, str>, usize, Hashed>,
}

impl<'a> Groups<'a> {
    fn add(&mut self, label: Cow<'a, str>, literal: Option<Class>, member: Member<'a>) {
        let next = self.all.len();
        let at = *self.by_label.entry(label.clone()).or_insert(next);
        if at == next {
            self.all.push(Group {
                label,
                literal,
                calls: 0,
                members: Vec::new(),
            });
        }
        self.all[at].calls += member.calls;
        self.all[at].members.push(member);
    }

    /// Makes one of the many that stand in one place.
    fn collapse(&mut self) {
        self.collapse_if(":locale", 3, |class| class == Class::Locale);
        self.collapse_if(":slug", 3, |class| class == Class::Slug);
        self.collapse_if(":name", FEW, |class| class != Class::Version);
    }

    fn collapse_if(&mut self, label: &'static str, few: usize, is_one: impl Fn(Class) -> bool) {
        let one = |group: &Group| !group.label.is_empty() && group.literal.is_some_and(&is_one);
        let count = self.all.iter().filter(|group| one(group)).count();
        let rare = self
            .all
            .iter()
            .filter(|group| one(group) && group.calls <= 2)
            .count();
        // Mostly seen once or twice, or more than any server has names.
        let any = label != ":name" || count > FEW * FEW;
        if count <= few || (!any && rare * 4 < count * 3) {
            return;
        }
        let (one, mut others): (Vec<_>, Vec<_>) =
            core::mem::take(&mut self.all).into_iter().partition(one);
        others.push(Group {
            label: Cow::Borrowed(label),
            literal: None,
            calls: one.iter().map(|group| group.calls).sum(),
            members: one.into_iter().flat_map(|group| group.members).collect(),
        });
        self.all = others;
    }
}
