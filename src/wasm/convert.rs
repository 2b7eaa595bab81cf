//! From Rust to JavaScript: plain objects and arrays; what is absent is left out.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use js_sys::{Array, Object, Reflect, TypeError};
use wasm_bindgen::{JsCast, JsValue};

use super::encode;
use super::sink::Sink;
use crate::forecast::{ErrorReport, Forecast, Learned, TriggerReport};

#[cfg(feature = "wasm")]
pub(super) use super::encode::basis;

/// A `TypeError` with a `code`.
pub(super) fn type_error(code: &str, message: &str) -> JsValue {
    let error = TypeError::new(&["cors-forecast: ", message].concat());
    set_text(&error, "code", code);
    error.into()
}

/// Objects and lists in the making, the innermost last.
struct Tree(Vec<JsValue>);

impl Tree {
    /// The object that `fill` fills.
    fn of(fill: impl FnOnce(&mut Self)) -> JsValue {
        let mut tree = Self(vec![Object::new().into()]);
        fill(&mut tree);
        tree.0.swap_remove(0)
    }

    #[inline(never)]
    fn put(&self, key: &str, value: &JsValue) {
        let Some(parent) = self.0.last() else {
            return;
        };
        match parent.dyn_ref::<Array>() {
            Some(list) => {
                list.push(value);
            }
            None => {
                // A fresh object takes any property.
                let _ = Reflect::set(parent, &text(key), value);
            }
        }
    }

    fn begin(&mut self, key: &str, value: JsValue) {
        self.put(key, &value);
        self.0.push(value);
    }
}

impl Sink for Tree {
    fn open(&mut self, key: &str) {
        self.begin(key, Object::new().into());
    }

    fn close(&mut self) {
        self.0.pop();
    }

    fn open_list(&mut self, key: &str) {
        self.begin(key, Array::new().into());
    }

    fn close_list(&mut self) {
        self.0.pop();
    }

    fn text(&mut self, key: &str, value: &str) {
        self.put(key, &text(value));
    }

    fn number(&mut self, key: &str, value: f64) {
        self.put(key, &JsValue::from_f64(value));
    }

    fn flag(&mut self, key: &str, value: bool) {
        self.put(key, &JsValue::from(value));
    }
}

/// A `Forecast`.
pub(super) fn forecast(forecast: &Forecast) -> JsValue {
    Tree::of(|tree| encode::forecast(tree, forecast))
}

/// A `Trigger`.
pub(super) fn trigger(trigger: &TriggerReport) -> JsValue {
    Tree::of(|tree| encode::trigger(tree, trigger))
}

/// A `Learned`.
pub(super) fn learned(learned: &Learned) -> JsValue {
    Tree::of(|tree| encode::learned(tree, learned))
}

pub(super) fn set_error(object: &Object, error: Option<&ErrorReport>) {
    if let Some(error) = error {
        let inner = Tree::of(|tree| encode::error(tree, error));
        set(object, "error", &inner);
    }
}

pub(super) fn pair((name, value): &(String, String)) -> JsValue {
    Array::of2(&text(name), &text(value)).into()
}

pub(super) fn array<T>(items: &[T], item: impl Fn(&T) -> JsValue) -> JsValue {
    items.iter().map(item).collect::<Array>().into()
}

pub(super) fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

#[inline(never)]
pub(super) fn set_text(object: &Object, key: &str, value: &str) {
    set(object, key, &text(value));
}

#[inline(never)]
pub(super) fn set_number(object: &Object, key: &str, value: usize) {
    set(object, key, &JsValue::from_f64(value as f64));
}

#[inline(never)]
pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    // A fresh object takes any property.
    let _ = Reflect::set(object, &text(key), value);
}
