//! An object's fields by name.
//!
//! The first field that is wrong is remembered and the others are read on: one way out is much less code than one for
//! each field.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::PAIRS;
use crate::wasm::convert::type_error;

/// The largest integer that a JavaScript number holds without a gap below it.
pub(super) const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// An object whose fields are read by name; `undefined` and absent are the same.
pub(super) struct Fields<'a> {
    object: &'a JsValue,
    name: &'static str,
    /// The first field that is wrong.
    error: Option<JsValue>,
}

impl<'a> Fields<'a> {
    pub fn of(object: &'a JsValue, name: &'static str) -> Self {
        let error = (!object.is_object())
            .then(|| type_error("not-an-object", &[name, " must be an object"].concat()));
        Self {
            object,
            name,
            error,
        }
    }

    pub fn finish<T>(self, value: T) -> Result<T, JsValue> {
        self.error.map_or(Ok(value), Err)
    }

    pub fn get(&mut self, field: &str) -> Option<JsValue> {
        match Reflect::get(self.object, &JsValue::from_str(field)) {
            Ok(value) => Some(value).filter(|value| !value.is_undefined()),
            // What a getter throws is thrown on.
            Err(thrown) => {
                self.error.get_or_insert(thrown);
                None
            }
        }
    }

    #[inline(never)]
    pub fn wrong(&mut self, field: &str, right: &str) {
        if self.error.is_none() {
            let mut code = String::from("invalid-");
            for c in field.chars() {
                if c.is_ascii_uppercase() {
                    code.push('-');
                }
                code.push(c.to_ascii_lowercase());
            }
            let message = [self.name, ".", field, " must be ", right].concat();
            self.error = Some(type_error(&code, &message));
        }
    }

    #[inline(never)]
    pub fn string(&mut self, field: &str) -> Option<String> {
        let value = self.get(field)?;
        let text = value.as_string();
        if text.is_none() {
            self.wrong(field, "a string");
        }
        text
    }

    pub fn required_string(&mut self, field: &str) -> String {
        let text = self.string(field);
        if text.is_none() {
            self.wrong(field, "a string");
        }
        text.unwrap_or_default()
    }

    pub fn boolean(&mut self, field: &str) -> bool {
        let Some(value) = self.get(field) else {
            return false;
        };
        if value.as_bool().is_none() {
            self.wrong(field, "true or false");
        }
        value.is_truthy()
    }

    pub fn integer(&mut self, field: &str, least: f64, most: f64, right: &str) -> Option<f64> {
        let value = self.get(field)?;
        let number = value
            .as_f64()
            .filter(|number| (least..=most).contains(number) && (*number as u64) as f64 == *number);
        if number.is_none() {
            self.wrong(field, right);
        }
        number
    }

    pub fn milliseconds(&mut self, field: &str) -> Option<f64> {
        let value = self.get(field)?;
        let number = value
            .as_f64()
            .filter(|number| *number >= 0.0 && number.is_finite());
        if number.is_none() {
            self.wrong(field, "a number of milliseconds, 0 or more");
        }
        number
    }

    /// The one of `known` whose name the field has; the default if the field is absent.
    pub fn one_of<T: Copy + Default>(&mut self, field: &str, known: &[(&str, T)]) -> T {
        let value = self.get(field);
        self.one_of_value(field, value, known)
    }

    pub fn one_of_value<T: Copy + Default>(
        &mut self,
        field: &str,
        value: Option<JsValue>,
        known: &[(&str, T)],
    ) -> T {
        let Some(value) = value else {
            return T::default();
        };
        let text = value.as_string().unwrap_or_default();
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == text) {
            return *value;
        }
        let mut right = String::from("one of");
        for (at, (name, _)) in known.iter().enumerate() {
            right.push_str(if at == 0 { " \"" } else { ", \"" });
            right.push_str(name);
            right.push('"');
        }
        self.wrong(field, &right);
        T::default()
    }

    pub fn array(&mut self, field: &str) -> Option<Array> {
        let value = self.get(field)?;
        let array = value.dyn_into().ok();
        if array.is_none() {
            self.wrong(field, "an array");
        }
        array
    }

    /// A list of texts; empty if the field is absent.
    #[cfg(feature = "server")]
    pub fn strings(&mut self, field: &str) -> Vec<String> {
        const RIGHT: &str = "an array of strings";
        let value = self.get(field);
        let Some(value) = value else {
            return Vec::new();
        };
        let texts = value.dyn_ref::<Array>().and_then(|list| {
            let texts = list.iter().map(|item| item.as_string());
            texts.collect::<Option<Vec<String>>>()
        });
        if texts.is_none() {
            self.wrong(field, RIGHT);
        }
        texts.unwrap_or_default()
    }

    /// Fails for a field that is none of `known`: a misspelled one would be taken for absent.
    #[cfg(feature = "server")]
    pub fn only(&mut self, known: &[&str]) {
        let Ok(keys) = Reflect::own_keys(self.object) else {
            return;
        };
        let mut names = keys.iter().filter_map(|key| key.as_string());
        if let Some(unknown) = names.find(|name| !known.contains(&name.as_str())) {
            let right = ["left out: there are ", &known.join(", ")].concat();
            self.wrong(&unknown, &right);
        }
    }

    pub fn pairs(&mut self, field: &str) -> Vec<(String, String)> {
        let value = self.get(field);
        self.pairs_of(field, value)
    }

    pub fn pairs_of(&mut self, field: &str, value: Option<JsValue>) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let Some(value) = value else {
            return pairs;
        };
        if !read_pairs(&value, &mut pairs) {
            self.wrong(field, PAIRS);
        }
        pairs
    }
}

/// Reads `[[name, value], …]`; whether it is that.
fn read_pairs(value: &JsValue, pairs: &mut Vec<(String, String)>) -> bool {
    let Some(array) = value.dyn_ref::<Array>() else {
        return false;
    };
    array.iter().all(|pair| {
        let Some(pair) = pair.dyn_ref::<Array>().filter(|pair| pair.length() == 2) else {
            return false;
        };
        match (pair.get(0).as_string(), pair.get(1).as_string()) {
            (Some(name), Some(value)) => {
                pairs.push((name, value));
                true
            }
            _ => false,
        }
    })
}
