//! Reads Rust files as far as the layers need it: words without comments, and the paths that they make.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Crates that are looked for wherever a path may start, not in `use` alone.
const CRATES: &[&str] = &[
    "serde",
    "hashbrown",
    "dlmalloc",
    "wasm_bindgen",
    "js_sys",
    "web_sys",
];

/// A file that is compiled.
pub struct Source {
    /// From the root.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl Source {
    /// The module of `src` that it belongs to.
    pub fn module(&self) -> &str {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether it is a file of unit tests, which may do as they like.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// How many modules deep its content is; 0 in `lib.rs`.
    fn depth(&self) -> usize {
        let own = !self.path.ends_with("/mod.rs") && !self.path.ends_with("/lib.rs");
        self.path.matches('/').count() - 1 + usize::from(own)
    }

    /// A problem as compilers write it.
    pub fn at(&self, line: usize, problem: &str) -> String {
        format!("{}:{line}: {problem}", self.path)
    }

    /// A problem for each of `words` in the code, less unit tests. A word that ends in `!` is a macro's name.
    pub fn with(&self, words: &[&str], remedy: &str) -> Vec<String> {
        let tokens = tokens(&self.text);
        let is = |at: usize, word: &str| match word.strip_suffix('!') {
            Some(name) => {
                let has =
                    |at: usize, mark: &str| tokens.get(at).is_some_and(|token| token.text == mark);
                tokens[at].text == name && has(at + 1, "!") && !has(at + 2, "=")
            }
            None => tokens[at].text == word,
        };
        let found = tokens
            .iter()
            .enumerate()
            .filter(|(at, token)| token.nested == 0 && words.iter().any(|word| is(*at, word)));
        found
            .map(|(_, token)| token)
            .map(|token| self.at(token.line, &format!("{}; {remedy}", token.text)))
            .collect()
    }
}

/// All Rust files below a folder.
///
/// # Errors
///
/// What keeps one from being read.
pub fn sources(folder: &str) -> io::Result<Vec<Source>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(root.join(&path))?;
                let path = path.to_string_lossy().replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "{folder} has no Rust files");
    Ok(found)
}

/// A word, string or punctuation mark of code.
struct Token<'a> {
    text: &'a str,
    line: usize,
    /// How many `mod … {` it is in.
    nested: usize,
}

/// The code of a file: no comments, no white space.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    // For each open brace, whether it is a module's.
    let mut braces = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (text, after) = rest.split_at(token_length(rest, first));
        if !first.is_whitespace() && !text.starts_with("//") && !text.starts_with("/*") {
            match text {
                "{" => braces.push(tokens.len() > 1 && tokens[tokens.len() - 2].text == "mod"),
                "}" => drop(braces.pop()),
                _ => {}
            }
            let nested = braces.iter().filter(|is_module| **is_module).count();
            tokens.push(Token { text, line, nested });
        }
        line += text.matches('\n').count();
        rest = after;
    }
    tokens
}

fn token_length(rest: &str, first: char) -> usize {
    let up_to = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    match first {
        '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
        '/' if rest.starts_with("/*") => up_to("*/"),
        '"' => {
            let mut escaped = true; // The quote that opens does not close.
            let end = rest.find(|c| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            end.map_or(rest.len(), |at| at + 1)
        }
        '\'' => character_length(rest),
        _ if is_word(first) => raw_string_length(rest)
            .unwrap_or_else(|| rest.find(|c| !is_word(c)).unwrap_or(rest.len())),
        _ => first.len_utf8(),
    }
}

/// A character, or the quote of a lifetime alone.
fn character_length(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    let escape = characters.next().is_some_and(|(_, c)| c == '\\');
    let end = match escape {
        true => characters.skip(1).find(|(_, c)| *c == '\''),
        false => characters.next().filter(|(_, c)| *c == '\''),
    };
    end.map_or(1, |(at, _)| at + 1)
}

fn raw_string_length(rest: &str) -> Option<usize> {
    let raw = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('r')?;
    let inner = raw.trim_start_matches('#');
    let close = format!("\"{}", "#".repeat(raw.len() - inner.len()));
    let inner = inner.strip_prefix('"')?;
    let length = inner.find(&close).map(|at| at + close.len());
    Some(rest.len() - inner.len() + length.unwrap_or(inner.len()))
}

fn texts<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = &'a str> {
    tokens.iter().map(|token| token.text)
}

fn starts_with(tokens: &[Token], texts_there: &[&str]) -> bool {
    texts(tokens)
        .take(texts_there.len())
        .eq(texts_there.iter().copied())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The names that stand for `…` in `…::rest` or `{…, …::rest}`.
fn names<'a>(tokens: &'a [Token<'a>]) -> Vec<&'a str> {
    if !starts_with(tokens, &["{"]) {
        return texts(tokens).take(1).collect();
    }
    let mut depth = 0;
    let mut names = Vec::new();
    let mut before = "";
    for text in texts(tokens) {
        if depth == 1 && matches!(before, "{" | ",") && text != "}" {
            names.push(text);
        }
        depth += i32::from(text == "{") - i32::from(text == "}");
        if depth == 0 {
            break;
        }
        before = text;
    }
    names
}

/// What a file uses of ours by a path from the crate's root, and of which other crates, each with its line.
pub fn used(source: &Source) -> Vec<(usize, String)> {
    let tokens = tokens(&source.text);
    let mut used = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let follows = at > 2 && starts_with(&tokens[at - 2..], &[":", ":"]);
        let before = if follows { tokens[at - 3].text } else { "" };
        if before == ">" || (is_name(before) && before != "use") {
            continue;
        }
        let mut rest = &tokens[at..];
        let mut level = (source.depth() + token.nested) as isize;
        while starts_with(rest, &["super", ":", ":"]) {
            level -= 1;
            rest = &rest[3..];
        }
        if starts_with(rest, &["crate", ":", ":"]) {
            level = 0;
            rest = &rest[3..];
        }
        let is_path = rest.len() < tokens.len() - at;
        if is_path && level == 0 {
            used.extend(
                names(rest)
                    .iter()
                    .map(|name| (token.line, format!("crate::{name}"))),
            );
        }
        if token.text == "use" {
            let outside = |name: &&str| {
                is_name(name)
                    && !matches!(*name, "crate" | "super" | "self" | "alloc" | "core")
                    && !name.starts_with(char::is_uppercase)
                    && !(0..tokens.len()).any(|at| starts_with(&tokens[at..], &["mod", name]))
            };
            let start = texts(&rest[1..]).take_while(|text| *text == ":").count() + 1;
            let names = names(&rest[start..]);
            let outside = names.into_iter().filter(outside);
            used.extend(outside.map(|name| (token.line, name.to_owned())));
        } else if CRATES.contains(&token.text) && starts_with(&tokens[at + 1..], &[":", ":"]) {
            used.push((token.line, token.text.to_owned()));
        }
    }
    used.dedup();
    used
}

#[test]
fn comments_and_strings_are_no_code() {
    let text = r##"a/b; // c
        /* d
        e */ "f\\" g '"' '\'' &'h i r#"j"k"# b"l" r"m\" n"##;
    let code = tokens(text);
    let words = texts(&code).filter(|text| is_name(text) && !text.contains('"'));
    assert_eq!(words.collect::<String>(), "abghibn");
    assert_eq!(code.last().map(|token| token.line), Some(3));
}

#[test]
fn paths_lead_to_the_root() {
    let source = Source {
        path: "src/spec/a.rs".to_owned(),
        text: "use super::b; use crate::{engine::{C, D}, wire}; use serde::E; use ::url::F; fn f() { super::super::say::g(::js_sys::h) }
            mod tests { use super::*; use super::super::i; use super::super::super::j; } pub(crate) fn k() {}"
            .to_owned(),
    };
    let used: Vec<String> = used(&source).into_iter().map(|(_, name)| name).collect();
    let expected = [
        "crate::engine",
        "crate::wire",
        "serde",
        "url",
        "crate::say",
        "js_sys",
        "crate::j",
    ];
    assert_eq!(used, expected);
}
