//! Algorithms on bytes, methods, headers and bodies: a function of `cors_forecast::spec` for each.

use std::ops::RangeInclusive;

use cors_forecast::spec::{
    bad_port, body, cors_safelist, event_source, header, header_list, header_list_values, infra,
    method, mime_type, no_cors, origin::Origin, range, request_constructor, request_init, url::Url,
};
use serde_json::{json, Value};

use super::input::{self, bytes, strings, text};
use super::output::{self, verdict, Refusal};

/// What the crate answers; `None` if this file knows no such algorithm, or the algorithm takes no such input.
pub fn run(algorithm: &str, input: &Value) -> Option<Value> {
    Some(match algorithm {
        "http-token-code-point" => of_range(input, infra::is_http_token_byte)?,
        "http-tab-or-space" => of_range(input, infra::is_http_tab_or_space)?,
        "http-whitespace" => of_range(input, infra::is_http_whitespace)?,
        "cors-unsafe-request-header-byte" => {
            of_range(input, cors_safelist::is_cors_unsafe_request_header_byte)?
        }
        "byte-case-insensitive" => {
            let name = |at: usize| input.get(at)?.as_str();
            json!(header::Header::new(name(0)?, *b"").is(name(1)?))
        }
        "method" => json!(method::is_method(input.as_str()?)),
        "forbidden-method" => json!(method::is_forbidden_method(input.as_str()?)),
        "normalize-a-method" => json!(method::normalize(input.as_str()?)),
        "cors-safelisted-method" => json!(method::is_cors_safelisted_method(input.as_str()?)),
        "header-name" => json!(header::is_header_name(&bytes(input)?)),
        "header-value" => json!(header::is_header_value(&bytes(input)?)),
        "normalize-a-header-value" => {
            json!(infra::isomorphic_decode(header::normalize(&bytes(input)?)))
        }
        "get-decode-and-split" => json!(header_list::get_decode_and_split(&bytes(input)?)),
        "convert-header-names-to-a-sorted-lowercase-set" => {
            json!(header_list::convert_header_names_to_a_sorted_lowercase_set(
                strings(input)?
            ))
        }
        "header-list-get" => {
            let value = input::header_list(input.get("list")?)?.get(text(input, "name")?);
            json!(value.map(|value| infra::isomorphic_decode(&value)))
        }
        "header-list-append" | "header-list-combine" | "header-list-set" | "header-list-delete" => {
            changed_list(algorithm, input)?
        }
        "forbidden-request-header" => {
            let header = input::header(input)?;
            header::forbidden_request_header(&header.name, &header.value)
                .map_or(Value::Null, |forbidden| forbidden.json())
        }
        "cors-non-wildcard-request-header-name" => {
            json!(header::is_cors_non_wildcard_request_header_name(
                input.as_str()?
            ))
        }
        "privileged-no-cors-request-header-name" => {
            json!(no_cors::is_privileged_no_cors_request_header_name(
                input.as_str()?
            ))
        }
        "no-cors-safelisted-request-header-name" => {
            json!(no_cors::is_no_cors_safelisted_request_header_name(
                input.as_str()?
            ))
        }
        "request-body-header-name" => json!(header::is_request_body_header_name(input.as_str()?)),
        "forbidden-response-header-name" => {
            json!(header::is_forbidden_response_header_name(input.as_str()?))
        }
        "cors-safelisted-response-header-name" => {
            let exposed: Vec<String> = strings(input.get("exposed")?)?
                .into_iter()
                .map(str::to_owned)
                .collect();
            json!(header::is_cors_safelisted_response_header_name(
                text(input, "name")?,
                &exposed
            ))
        }
        "cors-safelisted-request-header" => verdict(cors_safelist::cors_safelisted_request_header(
            &input::header(input)?,
        )),
        "parse-a-single-range-header-value" => single_range(input)?,
        "parse-a-mime-type" => match mime_type::parse_a_mime_type(&bytes(input)?) {
            Ok(mime) => json!({ "essence": mime.essence(), "parameters": mime.parameters }),
            Err(failure) => failure.json(),
        },
        "cors-unsafe-request-header-names" => {
            json!(cors_safelist::cors_unsafe_request_header_names(
                &input::header_list(input)?
            ))
        }
        "cors-unsafe-request-headers" => {
            output::unsafe_headers(&cors_safelist::cors_unsafe_request_headers(
                &input::header_list(input)?,
                cors_safelist::cors_safelisted_request_header,
            ))
        }
        "no-cors-safelisted-request-header" => {
            json!(no_cors::is_no_cors_safelisted_request_header(
                &input::header(input)?
            ))
        }
        "headers-append" | "headers-fill" => headers_fill(input)?,
        "extract-a-body" => extracted_body(input)?,
        "extract-header-list-values" => extracted_values(input)?,
        "event-source-response" => json!(event_source::opens_the_stream(
            input::status(input)?,
            &input::header_list(input.get("headers")?)?
        )),
        "block-bad-port" => blocked_ports(input)?,
        _ => return None,
    })
}

/// What `predicate` says of all bytes of a range, or that they differ.
fn of_range(input: &Value, predicate: fn(u8) -> bool) -> Option<Value> {
    let end = |member: &str| u8::try_from(input.get(member)?.as_u64()?).ok();
    let range: RangeInclusive<u8> = end("from")?..=end("to")?;
    let first = predicate(*range.start());
    let same = range.clone().all(|byte| predicate(byte) == first);
    Some(if same { json!(first) } else { json!("differs") })
}

fn changed_list(algorithm: &str, input: &Value) -> Option<Value> {
    let mut list = input::header_list(input.get("list")?)?;
    let name = text(input, "name")?;
    let value = input.get("value").and_then(bytes);
    match algorithm {
        "header-list-append" => list.append(name, &value?),
        "header-list-combine" => list.combine(name, &value?),
        "header-list-set" => list.set(name, &value?),
        _ => list.delete(name),
    }
    Some(output::header_list(&list))
}

fn single_range(input: &Value) -> Option<Value> {
    let value = bytes(input.get("value")?)?;
    let allow_whitespace = input.get("allowWhitespace")?.as_bool()?;
    Some(
        match range::parse_a_single_range_header_value(&value, allow_whitespace) {
            Ok(range) => json!({ "start": range.start, "end": range.end }),
            Err(failure) => failure.json(),
        },
    )
}

/// One header, or all of `headers`, put into a `Headers` object with the guard and list of the row.
fn headers_fill(input: &Value) -> Option<Value> {
    let guard = match text(input, "guard")? {
        "request" => request_constructor::HeadersGuard::Request,
        "request-no-cors" => request_constructor::HeadersGuard::RequestNoCors,
        _ => return None,
    };
    let mut list = match input.get("list") {
        Some(list) => input::header_list(list)?,
        None => header_list::HeaderList::default(),
    };
    let added = match input.get("headers") {
        Some(headers) => input::header_list(headers)?.0,
        None => vec![input::header(input)?],
    };
    let pairs: Vec<(String, String)> = added
        .into_iter()
        .map(|header| (header.name, infra::isomorphic_decode(&header.value)))
        .collect();
    Some(match request_init::headers(&pairs) {
        Ok(headers) => {
            for header in headers {
                request_constructor::append(&mut list, guard, &header.name, &header.value);
            }
            output::header_list(&list)
        }
        Err(_) => json!({ "error": "TypeError" }),
    })
}

fn extracted_body(input: &Value) -> Option<Value> {
    let length = input.get("length").and_then(Value::as_u64);
    Some(match body::extract(input::body_init(input)?, length) {
        None => Value::Null,
        Some((body, r#type)) => json!({
            "type": r#type.map(output::content_type),
            "source": output::source(body.source_is_null),
            "length": body.length,
        }),
    })
}

fn blocked_ports(input: &Value) -> Option<Value> {
    let scheme = text(input, "scheme")?;
    let ports = input.get("ports")?.as_array()?.iter();
    let blocked = |port: u16| {
        bad_port::should_be_blocked_due_to_a_bad_port(&Url {
            href: format!("{scheme}://api.example:{port}/"),
            origin: Origin::Opaque,
            port: Some(port),
        })
    };
    let ports = ports.map(|port| u16::try_from(port.as_u64()?).ok());
    let ports: Vec<u16> = ports.collect::<Option<_>>()?;
    Some(ports.into_iter().filter(|&port| blocked(port)).collect())
}

fn extracted_values(input: &Value) -> Option<Value> {
    let list = input::header_list(input.get("list")?)?;
    let name = text(input, "name")?;
    if name == "Access-Control-Max-Age" {
        return Some(match header_list_values::extract_max_age(&list) {
            header_list_values::MaxAge::Absent => Value::Null,
            header_list_values::MaxAge::Unparsable => json!({ "code": "unparsable" }),
            header_list_values::MaxAge::Seconds(seconds) => json!(seconds),
        });
    }
    Some(
        match header_list_values::extract_header_list_values(&list, name) {
            Ok(values) => json!(values),
            Err(not_a_token) => not_a_token.json(),
        },
    )
}
