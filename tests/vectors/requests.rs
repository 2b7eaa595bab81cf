//! Algorithms on requests, origins and responses: a function of `cors_forecast::spec` for each.

use cors_forecast::spec::url::ParseUrl;
use cors_forecast::spec::{
    beacon, cors_check, cors_preflight_cache, cors_preflight_fetch, cors_safelist, event_source,
    main_fetch, mixed_content, origin::Origin, redirect, request_constructor, request_init,
    xml_http_request,
};
use serde_json::{json, Value};

use super::input::{self, text};
use super::output::{self, verdict, Refusal};

/// What the crate answers; `None` if this file knows no such algorithm, or the algorithm takes no such input.
pub fn run(algorithm: &str, input: &Value, parse_url: ParseUrl) -> Option<Value> {
    Some(match algorithm {
        "origin-of-a-url" => match parse_url(input.as_str()?, None)?.origin {
            Origin::Opaque => Value::Null,
            origin => json!(origin.to_string()),
        },
        "same-origin" => {
            let parse = |at: usize| Some(parse_url(input.get(at)?.as_str()?, None)?.origin);
            json!(parse(0)?.same_origin(&parse(1)?))
        }
        "serializing-a-request-origin" => {
            json!(input::request(input, parse_url)?.byte_serialized_origin())
        }
        "request-constructor" | "xml-http-request" | "send-beacon" | "event-source" => {
            constructed_request(algorithm, input, parse_url)?
        }
        "main-fetch" => {
            let request = input::request(input, parse_url)?;
            let mixed = mixed_content::should_fetching_be_blocked_as_mixed_content;
            let way = main_fetch::blocked_before_sending(&request, mixed)
                .and_then(|()| main_fetch::main_fetch(&request, main_fetch::preflight_reasons));
            way.map_or_else(|blocked| blocked.json(), |branch| output::branch(&branch))
        }
        "cors-check" => verdict(cors_check::cors_check(
            &input::request(input.get("request")?, parse_url)?,
            &input::header_list(input.get("headers")?)?,
        )),
        "cors-preflight-fetch-request" => {
            let request = input::request(input, parse_url)?;
            let names = cors_safelist::cors_unsafe_request_header_names(&request.header_list);
            output::header_list(&cors_preflight_fetch::cors_preflight_headers(
                &request, &names,
            ))
        }
        "cors-preflight-fetch-response" => preflight_response(input, parse_url)?,
        "cors-preflight-cache" => super::cache_script::run(input, parse_url)?,
        "http-fetch" => super::exchange_script::run(input, parse_url)?,
        "http-redirect-fetch" => redirected_request(input, parse_url)?,
        _ => return None,
    })
}

fn constructed_request(algorithm: &str, input: &Value, parse_url: ParseUrl) -> Option<Value> {
    let headers = input::init_headers(input)?;
    let init = input::request_init(input, &headers)?;
    let client = request_init::Client {
        origin: Origin::from_serialization(input::PAGE)?,
        base_url: Some(format!("{}/", input::PAGE)),
        parse_url,
    };
    let request = match algorithm {
        "xml-http-request" => {
            let upload_listener = input.get("uploadListener").and_then(Value::as_bool);
            xml_http_request::xml_http_request(&init, upload_listener == Some(true), &client)
        }
        "send-beacon" => beacon::send_beacon(&init, &client),
        "event-source" => event_source::event_source(&init, &client),
        _ => request_constructor::new_request(&init, &client),
    };
    Some(request.map_or_else(|error| error.json(), |request| output::request(&request)))
}

fn preflight_response(input: &Value, parse_url: ParseUrl) -> Option<Value> {
    let request = input::request(input.get("request")?, parse_url)?;
    let names = cors_safelist::cors_unsafe_request_header_names(&request.header_list);
    let headers = input::header_list(input.get("headers")?)?;
    let limit = input.get("limit").and_then(Value::as_u64);
    let grant = cors_preflight_fetch::cors_preflight_response(
        &request,
        &names,
        input::status(input)?,
        &headers,
    );
    Some(match grant {
        Ok(grant) => json!({
            "methods": grant.methods,
            "headerNames": grant.header_names,
            "maxAge": cors_preflight_cache::max_age(grant.max_age, limit),
        }),
        Err(failure) => failure.json(),
    })
}

fn redirected_request(input: &Value, parse_url: ParseUrl) -> Option<Value> {
    let mut request = input::request(input.get("request")?, parse_url)?;
    let location = parse_url(text(input, "location")?, None)?;
    Some(
        match redirect::http_redirect_fetch(&mut request, input::status(input)?, location) {
            Ok(()) => json!({
                "method": request.method,
                "headers": output::header_list(&request.header_list),
                "body": request.body.as_ref().map(|body| output::source(body.source_is_null)),
                "urlList": request.url_list.iter().map(|url| url.href.as_str()).collect::<Vec<_>>(),
                "redirectCount": request.redirect_count,
                "byteSerializedOrigin": request.byte_serialized_origin(),
            }),
            Err(failure) => failure.json(),
        },
    )
}
