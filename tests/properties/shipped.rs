//! The crate's modules by the names that a file of its own has for them: `targets/call_buffer.rs` takes one in as it is.

pub mod description {
    pub use cors_forecast::{Api, BodyKind, Context, RequestDescription};
}

pub mod engine {
    pub use cors_forecast::Engine;
}

pub mod spec {
    pub use cors_forecast::spec::{origin, url};
}

pub mod wire {
    pub use cors_forecast::WireResponse;
}
