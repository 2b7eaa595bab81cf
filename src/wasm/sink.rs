//! Where what is told goes: into objects of JavaScript, or into a text that it reads.

/// Takes a structure in order. A key is empty for the outermost object and for items of a list.
pub(super) trait Sink {
    /// Begins an object.
    fn open(&mut self, key: &str);
    /// Ends it.
    fn close(&mut self);
    /// Begins a list.
    fn open_list(&mut self, key: &str);
    /// Ends it.
    fn close_list(&mut self);
    /// A text.
    fn text(&mut self, key: &str, value: &str);
    /// A number.
    fn number(&mut self, key: &str, value: f64);
    /// True or false.
    fn flag(&mut self, key: &str, value: bool);
}

/// A list of texts.
pub(super) fn texts(sink: &mut impl Sink, key: &str, texts: &[alloc::string::String]) {
    sink.open_list(key);
    for text in texts {
        sink.text("", text);
    }
    sink.close_list();
}
