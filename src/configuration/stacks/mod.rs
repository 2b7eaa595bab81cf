//! One file for each server.

mod express;

use super::{About, Stack};

/// What is known of a stack.
pub(super) fn about(stack: Stack) -> &'static About {
    match stack {
        Stack::Express => &express::ABOUT,
        _ => &express::ABOUT,
    }
}
