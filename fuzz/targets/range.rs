#![no_main]

cors_forecast_fuzz::target!(range);
