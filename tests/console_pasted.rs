//! Errors of consoles as people paste them: from other versions and languages, in part, and what is none.

use cors_forecast::{decode_console_error, DecodedError, Engine, ErrorStage};

fn only(text: &str) -> DecodedError {
    let mut errors = decode_console_error(text);
    assert_eq!(errors.len(), 1, "{text}: {errors:#?}");
    errors.remove(0)
}

#[test]
fn other_versions_and_devtools_are_read() {
    use Engine::{Chromium, Firefox, WebKit};
    let rows = [
        (Chromium, "allow-origin-missing", Some("http://api.example/x"), "XMLHttpRequest cannot load http://api.example/x. No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'http://page.example' is therefore not allowed access. The response had HTTP status code 500."),
        (Chromium, "allow-origin-missing", Some("https://api.example/x"), "Failed to load https://api.example/x: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'http://page.example' is therefore not allowed access. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled."),
        (Chromium, "preflight-status-not-ok", Some("https://api.example/x"), "Failed to load https://api.example/x: Response for preflight has invalid HTTP status code 405"),
        (Chromium, "allow-credentials-missing", None, "Credentials flag is 'true', but the 'Access-Control-Allow-Credentials' header is ''. It must be 'true' to allow credentials."),
        (Chromium, "allow-origin-missing", None, "No 'Access-Control-Allow-Origin' header is present on the requested resource."),
        (Chromium, "not-answered", Some("http://api.example/x"), "main.js:1  GET http://api.example/x net::ERR_CONNECTION_REFUSED\nmain.js:1 Uncaught (in promise) TypeError: Failed to fetch"),
        (Chromium, "not-answered", Some("http://api.example/x"), "GET http://api.example/x net::ERR_NAME_NOT_RESOLVED\nAxiosError: Network Error"),
        (Chromium, "local-network-access", Some("http://10.0.0.1/"), "Access to fetch at 'http://10.0.0.1/' from origin 'http://page.example' has been blocked by CORS policy: The request client is not a secure context and the resource is in more-private address space `private`."),
        (Chromium, "reason-not-told", Some("https://api.example/m.js"), "Uncaught (in promise) TypeError: Failed to fetch dynamically imported module: https://api.example/m.js"),
        (Firefox, "not-answered", Some("https://api.example/x"), "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/x. (Reason: CORS request did not succeed)."),
        (Firefox, "header-not-allowed", Some("https://api.example/x"), "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/x. (Reason: missing token \u{2018}x-a\u{2019} in CORS header \u{2018}Access-Control-Allow-Headers\u{2019} from CORS preflight channel)."),
        (Firefox, "authorization-by-wildcard", Some("https://api.example/x"), "Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at https://api.example/x soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`)."),
        (Firefox, "reason-not-told", None, "Uncaught (in promise) TypeError: NetworkError when attempting to fetch resource."),
        (WebKit, "allow-origin-missing", Some("https://api.example/x"), "[Error] Origin https://page.example is not allowed by Access-Control-Allow-Origin. Status code: 200\n[Error] Fetch API cannot load https://api.example/x due to access control checks.\n[Error] Failed to load resource: Origin https://page.example is not allowed by Access-Control-Allow-Origin. Status code: 200 (x, line 0)\n[Error] Unhandled Promise Rejection: TypeError: Load failed"),
        (WebKit, "reason-not-told", None, "TypeError: Load failed (api.example)"),
        (WebKit, "mode-same-origin", Some("https://api.example/x"), "[Error] Cross origin requests are not allowed when using same-origin fetch mode.\n[Error] Fetch API cannot load https://api.example/x due to access control checks."),
    ];
    for (engine, code, url, text) in rows {
        let error = only(text);
        assert_eq!(
            (error.engine, error.code, error.url.as_deref()),
            (Some(engine), code, url),
            "{text}"
        );
    }
    assert_eq!(only("AxiosError: Network Error").engine, None);
}

#[test]
fn devtools_add_method_and_status() {
    let error = only(
        "Access to fetch at 'https://api.example/x' from origin 'https://page.example' has been blocked by CORS policy: \
         No 'Access-Control-Allow-Origin' header is present on the requested resource.\n\
         main.js:3 PUT https://api.example/x net::ERR_FAILED 502 (Bad Gateway)",
    );
    assert_eq!(
        (error.status, error.method.as_deref()),
        (Some(502), Some("PUT"))
    );
    assert!(error.meaning.contains("502") && error.fix.text.contains("Mend the error first"));
}

/// Firefox 153, by the language packs of it.
#[test]
fn other_languages_are_read_by_their_link() {
    let link = |code: &str| {
        format!("https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors/{code}?utm_source=devtools")
    };
    let german = "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf https://api.example/x. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' fehlt). Statuscode: 200.";
    let french = "Blocage d\u{2019}une requête multiorigine (Cross-Origin Request)\u{a0}: la politique «\u{a0}Same Origin\u{a0}» ne permet pas de consulter la ressource distante située sur https://api.example/x. Raison\u{a0}: méthode manquante dans l\u{2019}en-tête «\u{a0}Access-Control-Allow-Methods\u{a0}».";
    let chinese = "已拦截跨源请求：同源策略禁止读取位于 https://api.example/x 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。状态码：200。";
    let japanese = "クロスオリジン要求をブロックしました: 同一生成元ポリシーにより、https://api.example/x にあるリモートリソースの読み込みは拒否されます (理由: CORS 要求が成功しなかった)。ステータスコード: (null)";
    for (text, page, code) in [
        (german, "CORSMissingAllowOrigin", "allow-origin-missing"),
        (french, "CORSMethodNotFound", "method-not-allowed"),
        (chinese, "CORSMissingAllowOrigin", "allow-origin-missing"),
        (japanese, "CORSDidNotSucceed", "not-answered"),
    ] {
        let error = only(&format!("{text} [{}]", link(page)));
        assert_eq!(
            (error.engine, error.code),
            (Some(Engine::Firefox), code),
            "{text}"
        );
        assert_eq!(
            error.url.as_deref(),
            Some("https://api.example/x"),
            "{text}"
        );
    }
    for text in [german, chinese] {
        let error = only(text);
        assert_eq!(
            (error.engine, error.code),
            (Some(Engine::Firefox), "reason-not-told")
        );
        assert!(error
            .unsaid
            .is_some_and(|unsaid| unsaid.contains("English")));
        assert_eq!(error.url.as_deref(), Some("https://api.example/x"));
    }
}

fn blocked(what: &str) -> String {
    format!("Access to fetch at 'https://api.example/x' from origin 'https://page.example' has been blocked by CORS policy: {what}")
}

#[test]
fn fixes_are_filled_in() {
    let header = |error: &DecodedError, name: &str| {
        let found = error.fix.headers.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone())
    };
    let error = only(&blocked(
        "Method DELETE is not allowed by Access-Control-Allow-Methods in preflight response.",
    ));
    assert_eq!(
        header(&error, "Access-Control-Allow-Methods").as_deref(),
        Some("DELETE")
    );
    let error = only(&blocked(
        "Method patch is not allowed by Access-Control-Allow-Methods in preflight response.",
    ));
    assert!(
        error.fix.headers.is_empty() && error.fix.text.contains("PATCH"),
        "{error:#?}"
    );
    let error = only(&blocked("Request header field x-a is not allowed by Access-Control-Allow-Headers in preflight response."));
    assert_eq!(
        header(&error, "Access-Control-Allow-Headers").as_deref(),
        Some("x-a")
    );
    for (value, hint) in [
        ("https://page.example/", "slash"),
        ("page.example", "scheme"),
        ("http://page.example", "http: and https:"),
        ("https://page.example:8443", "port"),
        ("https://*.example", "subdomains"),
        ("", "empty"),
    ] {
        let error = only(&blocked(&format!("The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.")));
        assert!(
            error.fix.text.contains(hint),
            "{value:?}: {}",
            error.fix.text
        );
        assert_eq!(
            header(&error, "Access-Control-Allow-Origin").as_deref(),
            Some("https://page.example")
        );
        assert_eq!(header(&error, "Vary").as_deref(), Some("Origin"));
    }
}

#[test]
fn no_fix_is_weaker_than_it_must_be() {
    let wildcard = only(&blocked("The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'."));
    assert!(wildcard.fix.headers.iter().all(|(_, value)| value != "*"));
    assert!(wildcard
        .fix
        .risk
        .is_some_and(|risk| risk.contains("every site")));
    let sandboxed = "Access to fetch at 'https://api.example/x' from origin 'null' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";
    let redirected = "Access to fetch at 'https://other.example/x' (redirected from 'https://api.example/x') from origin 'https://page.example' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value 'https://page.example' that is not equal to the supplied origin.";
    for text in [sandboxed, redirected] {
        let error = only(text);
        assert!(
            error.fix.headers.is_empty() && error.fix.text.contains("Origin: null"),
            "{error:#?}"
        );
        assert!(error.fix.risk.is_some_and(|risk| risk.contains("null")));
    }
    assert_eq!(only(redirected).stage, ErrorStage::Redirect);
}

#[test]
fn secrets_of_urls_are_left_out() {
    let error = only(
        "Fetch API cannot load https://me:secret@api.example/x?a=@b due to access control checks.",
    );
    assert_eq!(error.url.as_deref(), Some("https://api.example/x?a=@b"));
    assert!(!format!("{error:?}").contains("secret"));
}

#[test]
fn what_is_no_error_is_none() {
    for text in [
        "",
        " \n\u{feff}",
        "Hello!",
        "CORS is explained at https://developer.mozilla.org/docs/Web/HTTP/CORS",
        "Failed to load resource: the server responded with a status of 404 (Not Found)",
        "Access to fetch at",
        "Access to fetch at 'x' from origin 'y' has been",
        "Status code: 404",
        "\u{0}\u{2019}\u{1f600}",
        "{\"error\": \"Access-Control-Allow-Origin\"}",
    ] {
        assert_eq!(decode_console_error(text), [], "{text:?}");
    }
}

/// Whatever is repeated, half written or not ASCII: no panic, and time grows as the text does.
#[test]
fn hostile_texts_are_read_in_time() {
    let parts = [
        "Access to fetch at '",
        "Access to fetch at 'http://a/' (redirected from '",
        "has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header contains multiple values '",
        "invalid token '' in CORS header '",
        "' in CORS header 'Access-Control-Allow-Methods' invalid token '",
        "Fetch API cannot load http://a ",
        "Origin x is not allowed by Access-Control-Allow-Origin ",
        "net::ERR_",
        "http://a/ net::ERR_FAILED",
        "/Errors/CORSMissingAllowOrigin",
        "://CORS'Access-Control-Allow-",
        "'",
        "\u{2019}\u{201d}`",
        "\n-\na",
        "\u{1f600}\u{3000}",
        "a",
        "The Same Origin Policy disallows reading the remote resource at \u{1f600}:. (Reason: CORS request did not succeed). ",
    ];
    for part in parts {
        for length in [1_000, 50_000] {
            let text = part.repeat(length / part.len());
            let began = std::time::Instant::now();
            let errors = decode_console_error(&text);
            assert!(errors.len() <= 101, "{part:?}: {} errors", errors.len());
            // Some milliseconds where it is optimised; a quadratic search would take minutes.
            assert!(
                began.elapsed().as_secs() < 20,
                "{part:?} took {:?}",
                began.elapsed()
            );
        }
    }
    // Every pair, cut anywhere.
    for first in parts {
        for second in parts {
            let text = format!("{first}{second}{first}");
            for end in (0..text.len())
                .step_by(7)
                .filter(|end| text.is_char_boundary(*end))
            {
                decode_console_error(&text[..end]);
                decode_console_error(&text[end..]);
            }
        }
    }
}
