//! Vector rows as the types of `cors_forecast::spec`. `None` stands for a row that says something else than its step takes.

use cors_forecast::spec::body::{Body, BodyInit};
use cors_forecast::spec::header::Header;
use cors_forecast::spec::header_list::HeaderList;
use cors_forecast::spec::infra;
use cors_forecast::spec::origin::Origin;
use cors_forecast::spec::request::{
    CacheMode, CredentialsMode, RedirectMode, Request, RequestMode, ResponseTainting,
};
use cors_forecast::spec::request_init::RequestInit;
use cors_forecast::spec::url::{ParseUrl, Url};
use serde_json::{Map, Value};

/// The page that rows speak of unless they name another.
pub const PAGE: &str = "https://page.example";
/// The URL that rows speak of unless they name another.
const TARGET: &str = "https://api.example/x";

/// A byte string, written as code points U+0000 to U+00FF.
pub fn bytes(value: &Value) -> Option<Vec<u8>> {
    infra::isomorphic_encode(value.as_str()?).ok()
}

/// A member that is a string.
pub fn text<'a>(input: &'a Value, member: &str) -> Option<&'a str> {
    input.get(member)?.as_str()
}

/// A list of strings.
pub fn strings(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

/// An HTTP status.
pub fn status(input: &Value) -> Option<u16> {
    u16::try_from(input.get("status")?.as_u64()?).ok()
}

/// An object with `name` and `value`.
pub fn header(input: &Value) -> Option<Header> {
    Some(Header::new(
        text(input, "name")?,
        bytes(input.get("value")?)?,
    ))
}

/// A list of name and value pairs, taken as they stand.
pub fn header_list(value: &Value) -> Option<HeaderList> {
    let headers = value
        .as_array()?
        .iter()
        .map(|pair| Some(Header::new(pair.get(0)?.as_str()?, bytes(pair.get(1)?)?)));
    headers.collect::<Option<_>>().map(HeaderList)
}

fn pairs(value: &Value) -> Option<Vec<(String, String)>> {
    let string = |value: &Value| Some(value.as_str()?.to_owned());
    value
        .as_array()?
        .iter()
        .map(|pair| Some((string(pair.get(0)?)?, string(pair.get(1)?)?)))
        .collect()
}

/// A request, with the defaults that the files' comment rows tell.
pub fn request(input: &Value, parse_url: ParseUrl) -> Option<Request> {
    let or = |member: &str, default: &'static str| {
        input.get(member).map_or(Some(default), Value::as_str)
    };
    let flag = |member: &str, default| input.get(member).map_or(Some(default), Value::as_bool);
    let parse = |url: &str| parse_url(url, None);
    let url_list: Option<Vec<Url>> = match input.get("urlList") {
        Some(list) => strings(list)?.into_iter().map(parse).collect(),
        None => Some(vec![parse(or("url", TARGET)?)?]),
    };
    let header_list = input
        .get("headers")
        .map_or(Some(HeaderList::default()), header_list)?;
    let body = input.get("body").map(|body| Body {
        source_is_null: text(body, "source") == Some("null"),
        length: None,
    });
    let redirect_count = input.get("redirectCount").map_or(Some(0), Value::as_u64)?;
    Some(Request {
        method: or("method", "GET")?.to_owned(),
        unsafe_request_flag: flag("unsafeRequestFlag", true)?,
        header_list,
        body,
        origin: Origin::from_serialization(or("origin", PAGE)?)?,
        keepalive: flag("keepalive", false)?,
        use_cors_preflight_flag: flag("useCorsPreflightFlag", false)?,
        mode: RequestMode::parse(or("mode", "cors")?)?,
        credentials_mode: CredentialsMode::parse(or("credentialsMode", "same-origin")?)?,
        cache_mode: CacheMode::parse(or("cacheMode", "default")?)?,
        redirect_mode: RedirectMode::parse(or("redirectMode", "follow")?)?,
        url_list: url_list?,
        redirect_count: u32::try_from(redirect_count).ok()?,
        response_tainting: match or("responseTainting", "basic")? {
            "basic" => ResponseTainting::Basic,
            "cors" => ResponseTainting::Cors,
            "opaque" => ResponseTainting::Opaque,
            _ => return None,
        },
    })
}

/// A request whose members `changes` are laid over those of `base`.
pub fn changed_request(base: &Value, changes: &Value, parse_url: ParseUrl) -> Option<Request> {
    let mut members: Map<String, Value> = base.as_object()?.clone();
    let changes = changes.as_object()?;
    if changes.contains_key("url") {
        members.remove("urlList");
    }
    members.extend(changes.clone());
    request(&Value::Object(members), parse_url)
}

/// The headers that a page hands to an API.
pub fn init_headers(input: &Value) -> Option<Vec<(String, String)>> {
    input.get("headers").map_or(Some(Vec::new()), pairs)
}

/// What a page hands to an API, its headers being [`init_headers`] of the same row.
pub fn request_init<'a>(
    input: &'a Value,
    headers: &'a [(String, String)],
) -> Option<RequestInit<'a>> {
    let body = input.get("body").unwrap_or(&Value::Null);
    Some(RequestInit {
        url: text(input, "url")?,
        method: text(input, "method"),
        headers,
        mode: text(input, "mode"),
        credentials: text(input, "credentials"),
        cache: text(input, "cache"),
        redirect: text(input, "redirect"),
        duplex: text(input, "duplex"),
        window: text(input, "window"),
        keepalive: input.get("keepalive").and_then(Value::as_bool) == Some(true),
        body: body_init(body)?,
        body_length: body.get("length").and_then(Value::as_u64),
    })
}

/// A body by its kind; null is none.
pub fn body_init(body: &Value) -> Option<BodyInit<'_>> {
    let r#type = text(body, "type").unwrap_or_default();
    Some(match text(body, "kind").unwrap_or("none") {
        "none" => BodyInit::None,
        "string" => BodyInit::String,
        "urlsearchparams" => BodyInit::UrlSearchParams,
        "formdata" => BodyInit::FormData,
        "blob" => BodyInit::Blob { r#type },
        "buffer" => BodyInit::Buffer,
        "stream" => BodyInit::Stream,
        "document" => BodyInit::Document {
            html: r#type == "text/html",
        },
        _ => return None,
    })
}
