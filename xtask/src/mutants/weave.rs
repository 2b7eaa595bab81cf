//! All changes of a file in one text: a function asks which of them counts and has its body once for each.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::list::{Mutant, Place, Span};

/// A text with changes in it.
#[derive(Default)]
pub struct Woven {
    pub text: String,
    /// The lines of each change, by its number.
    pub lines: Vec<(Range<usize>, usize)>,
    /// Numbers of what can't be among others.
    pub alone: Vec<usize>,
}

/// The changes of a function.
struct Group<'a> {
    /// Its body with the braces.
    body: Range<usize>,
    mutants: Vec<(usize, &'a Mutant)>,
    kind: Kind,
}

/// How a function has several bodies.
enum Kind {
    /// It asks which one counts.
    Asks,
    /// So does this one, whose type is that of its body: with one type for all bodies, of this trait.
    Boxes(String),
    /// A constant one can't ask. All its bodies are compiled, and never run.
    Constant,
}

/// Weaves changes into the text of a file; those of `without` are left out. Of what can't be among others `only` is done.
pub fn weave(
    text: &str,
    mutants: &[(usize, &Mutant)],
    without: &BTreeSet<usize>,
    only: Option<usize>,
) -> Result<Woven, String> {
    let mut woven = Woven::default();
    let mut behind = 0;
    for group in groups(text, mutants)? {
        woven.text.push_str(&text[behind..group.body.start]);
        behind = group.body.end;
        let constant = matches!(group.kind, Kind::Constant);
        let chosen = group
            .mutants
            .iter()
            .find(|(number, _)| constant && Some(*number) == only);
        if let Some((_, mutant)) = chosen {
            woven.text.push_str(&changed(text, &group.body, mutant)?);
            continue;
        }
        woven.text.push_str(match constant {
            true => "{ match 0_usize {\n",
            false => "{ match crate::mutant() {\n",
        });
        for (number, mutant) in group.mutants {
            if without.contains(&number) {
                continue;
            }
            let first = line_at(&woven.text);
            let body = group.kind.body(&changed(text, &group.body, mutant)?);
            woven.text.push_str(&format!("{number} => {body}\n"));
            woven.lines.push((first..line_at(&woven.text), number));
            if constant {
                woven.alone.push(number);
            }
        }
        let body = group.kind.body(&text[group.body.clone()]);
        woven.text.push_str(&format!("_ => {body}\n}} }}"));
    }
    woven.text.push_str(&text[behind..]);
    Ok(woven)
}

impl Kind {
    /// A body as one of several.
    fn body(&self, body: &str) -> String {
        match self {
            Self::Asks | Self::Constant => body.to_owned(),
            Self::Boxes(name) => {
                format!("alloc::boxed::Box::new({body}) as alloc::boxed::Box<dyn {name} + '_>,")
            }
        }
    }
}

/// By the outermost function, in the order of the text.
fn groups<'a>(text: &str, mutants: &[(usize, &'a Mutant)]) -> Result<Vec<Group<'a>>, String> {
    let mut functions: BTreeMap<usize, Group> = BTreeMap::new();
    let mut sorted = mutants.to_vec();
    let start = |mutant: &Mutant| {
        let span = mutant.function.as_ref().map_or(mutant.span, |f| f.span);
        (span.start.line, span.start.column)
    };
    sorted.sort_by_key(|(number, mutant)| (start(mutant), *number));
    for (number, mutant) in sorted {
        let function = mutant
            .function
            .as_ref()
            .ok_or_else(|| format!("{}: it is in no function", mutant.name))?;
        let whole = range(text, function.span)?;
        // An inner function's are changes of the outer one.
        let outer = functions
            .values_mut()
            .next_back()
            .filter(|outer| outer.body.contains(&whole.start));
        if let Some(outer) = outer {
            outer.mutants.push((number, mutant));
            continue;
        }
        let head = head(&text[whole.clone()]);
        let kind = match function.return_type.strip_prefix("-> impl ") {
            _ if head.contains("const fn ") => Kind::Constant,
            Some(trait_name) => Kind::Boxes(trait_name.to_owned()),
            None => Kind::Asks,
        };
        let group = functions.entry(whole.start).or_insert_with(|| Group {
            body: whole.start + head.len()..whole.end,
            mutants: Vec::new(),
            kind,
        });
        group.mutants.push((number, mutant));
    }
    Ok(functions.into_values().collect())
}

/// A function's text up to its body.
fn head(function: &str) -> &str {
    let (mut depth, mut comment) = (0, false);
    let bytes = function.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        comment = (comment || bytes[..=at].ends_with(b"//")) && byte != b'\n';
        match byte {
            _ if comment => {}
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return &function[..at],
            _ => {}
        }
    }
    function
}

/// The body with the change.
fn changed(text: &str, body: &Range<usize>, mutant: &Mutant) -> Result<String, String> {
    let span = range(text, mutant.span)?;
    if span.start < body.start || span.end > body.end {
        return Err(format!("{}: it is outside of its function", mutant.name));
    }
    let (before, after) = (&text[body.start..span.start], &text[span.end..body.end]);
    Ok(format!("{before} {} {after}", mutant.replacement))
}

fn range(text: &str, span: Span) -> Result<Range<usize>, String> {
    Ok(offset(text, span.start)?..offset(text, span.end)?)
}

fn offset(text: &str, place: Place) -> Result<usize, String> {
    let missing = || format!("there is no column {} of line {}", place.column, place.line);
    let lines = text.split_inclusive('\n');
    let before: usize = lines.clone().take(place.line - 1).map(str::len).sum();
    let line = lines.clone().nth(place.line - 1).ok_or_else(missing)?;
    let mut ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    Ok(before + ends.nth(place.column - 1).ok_or_else(missing)?)
}

/// The line, counted from 1, that comes next.
fn line_at(text: &str) -> usize {
    text.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::super::list::Function;
    use super::*;

    fn span(start: (usize, usize), end: (usize, usize)) -> Span {
        let place = |(line, column)| Place { line, column };
        Span {
            start: place(start),
            end: place(end),
        }
    }

    fn mutant(function: Span, span: Span, replacement: &str, return_type: &str) -> Mutant {
        Mutant {
            name: String::new(),
            file: String::new(),
            function: Some(Function {
                return_type: return_type.to_owned(),
                span: function,
            }),
            span,
            replacement: replacement.to_owned(),
        }
    }

    const TEXT: &str = "/// {ä}\nfn f(a: [u8; 2]) -> bool {\n    \"ä\" == a\n}\nfn g() {}\n";

    #[test]
    fn each_change_has_a_body_of_its_own() -> Result<(), String> {
        let function = span((1, 1), (4, 2));
        let operator = mutant(function, span((3, 9), (3, 11)), "!=", "-> bool");
        let value = mutant(function, span((3, 5), (3, 13)), "true", "-> bool");
        let mutants = [(7, &operator), (8, &value)];
        let woven = weave(TEXT, &mutants, &BTreeSet::new(), None)?;
        assert_eq!(
            woven.text,
            "/// {ä}\nfn f(a: [u8; 2]) -> bool { match crate::mutant() {\n\
             7 => {\n    \"ä\"  !=  a\n}\n8 => {\n     true \n}\n_ => {\n    \"ä\" == a\n}\n} }\nfn g() {}\n"
        );
        assert_eq!(woven.lines, [(3..6, 7), (6..9, 8)]);
        let without = weave(TEXT, &mutants, &[7].into(), None)?;
        assert_eq!(without.lines, [(3..6, 8)]);
        Ok(())
    }

    #[test]
    fn bodies_of_several_types_are_boxed() -> Result<(), String> {
        let function = span((1, 1), (4, 2));
        let operator = mutant(function, span((3, 9), (3, 11)), "!=", "-> impl Sized");
        let woven = weave(TEXT, &[(7, &operator)], &BTreeSet::new(), None)?;
        let boxed = "_ => alloc::boxed::Box::new({\n    \"ä\" == a\n}) as alloc::boxed::Box<dyn Sized + '_>,\n";
        assert!(woven.text.contains(boxed), "{}", woven.text);
        assert_eq!(woven.lines, [(3..6, 7)]);
        Ok(())
    }

    #[test]
    fn a_constant_function_is_changed_alone() -> Result<(), String> {
        let text = TEXT.replace("\nfn f", "\nconst fn f");
        let function = span((1, 1), (4, 2));
        let operator = mutant(function, span((3, 9), (3, 11)), "!=", "-> bool");
        let woven = |only| weave(&text, &[(7, &operator)], &BTreeSet::new(), only);
        assert!(woven(None)?.text.contains("{ match 0_usize {\n7 => {"));
        assert_eq!(woven(None)?.alone, [7]);
        assert_eq!(woven(Some(7))?.text, text.replace("==", " != "));
        Ok(())
    }
}
