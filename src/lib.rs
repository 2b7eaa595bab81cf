//! Forecasts CORS preflights.
