//! Timelines of the CORS-preflight cache: what is done to it when, and what it then answers.

use cors_forecast::spec::cors_preflight_cache::{max_age, CorsPreflightCache};
use cors_forecast::spec::cors_preflight_fetch::cors_preflight_response;
use cors_forecast::spec::cors_safelist::cors_unsafe_request_header_names;
use cors_forecast::spec::request::Request;
use cors_forecast::spec::url::ParseUrl;
use serde_json::{json, Value};

use super::input::{self, text};

/// The answers of all steps that ask, in order.
pub fn run(input: &Value, parse_url: ParseUrl) -> Option<Value> {
    let limit = input.get("limit").and_then(Value::as_u64);
    let mut cache = CorsPreflightCache::default();
    let mut answers = Vec::new();
    for step in input.get("script")?.as_array()? {
        let now = step.get("at")?.as_f64()?;
        let changes = step.get("request").cloned().unwrap_or_else(|| json!({}));
        let request = input::changed_request(input.get("request")?, &changes, parse_url)?;
        if let Some(action) = text(step, "do") {
            act(&mut cache, action, step, &request, now, limit)?;
        } else {
            answers.push(answer(&mut cache, step, &request, now)?);
        }
    }
    Some(Value::Array(answers))
}

fn act(
    cache: &mut CorsPreflightCache,
    action: &str,
    step: &Value,
    request: &Request,
    now: f64,
    limit: Option<u64>,
) -> Option<()> {
    match action {
        "create" => cache.create_a_new_cache_entry(
            request,
            step.get("maxAge")?.as_u64()?,
            text(step, "method"),
            text(step, "headerName"),
            now,
        ),
        "clear" => cache.clear_cache_entries(request),
        // What main fetch and CORS-preflight fetch do with a response to a preflight.
        "preflight" => {
            let names = cors_unsafe_request_header_names(&request.header_list);
            let headers = input::header_list(step.get("headers")?)?;
            match cors_preflight_response(request, &names, input::status(step)?, &headers) {
                Ok(grant) => cache.store(request, &grant, max_age(grant.max_age, limit), now),
                Err(_) => cache.clear_cache_entries(request),
            }
        }
        _ => return None,
    }
    Some(())
}

fn answer(
    cache: &mut CorsPreflightCache,
    step: &Value,
    request: &Request,
    now: f64,
) -> Option<Value> {
    let misses_name = |name: &str| {
        cache
            .header_name_cache_entry_match(name, request, now)
            .is_none()
    };
    Some(match text(step, "ask")? {
        "method" => {
            let method = text(step, "method")?;
            json!(cache
                .method_cache_entry_match(method, request, now)
                .is_some())
        }
        "header-name" => json!(!misses_name(text(step, "headerName")?)),
        "needed" => {
            let method = cache.misses_method(request, now);
            let mut names = cors_unsafe_request_header_names(&request.header_list);
            names.retain(|name| misses_name(name));
            json!({ "preflight": method || !names.is_empty(), "method": method, "headerNames": names })
        }
        "entries" => {
            cache.remove_expired(now);
            let entries = cache.entries.iter().map(|entry| {
                json!({
                    "origin": entry.byte_serialized_origin,
                    "url": entry.url.href,
                    "maxAge": entry.max_age,
                    "credentials": entry.credentials,
                    "method": entry.method,
                    "headerName": entry.header_name,
                })
            });
            entries.collect()
        }
        _ => return None,
    })
}
