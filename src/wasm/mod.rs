//! The JavaScript face: the only place that knows JavaScript.
#![allow(unsafe_code)]
