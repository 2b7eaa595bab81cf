//! Realistic sets of URLs, and the endpoints that are seen in them.

use super::lexical::{classify, Class};
use super::*;

fn templates(urls: &[&str]) -> Vec<String> {
    let urls: Vec<(Id, &str, u32)> = urls
        .iter()
        .enumerate()
        .map(|(at, url)| (at as Id, *url, 1))
        .collect();
    let endpoints = Endpoints::infer(&urls, urls.len());
    let mut texts: Vec<String> = endpoints.all.into_iter().map(|one| one.text).collect();
    texts.sort();
    texts
}

#[test]
fn rest() {
    let urls = [
        "https://api.example/v1/users/1",
        "https://api.example/v1/users/2",
        "https://api.example/v1/users/2/orders",
        "https://api.example/v1/users",
        "https://api.example/v2/users/2",
        "https://api.example/v1/users/123e4567-e89b-12d3-a456-426614174000",
    ];
    assert_eq!(
        templates(&urls),
        [
            "https://api.example/v1/users",
            "https://api.example/v1/users/:id",
            "https://api.example/v1/users/:id/orders",
            "https://api.example/v1/users/:uuid",
            "https://api.example/v2/users/:id",
        ]
    );
}

#[test]
fn cache_busters_and_cursors() {
    let urls = [
        "https://api.example/items?_=1700000000000&sort=name",
        "https://api.example/items?sort=name&_=1700000000500",
        "https://api.example/feed?cursor=dXNlcjpXMDdRQ1JQQTQ&page=1",
        "https://api.example/feed?cursor=bmV4dF9jdXJzb3I6MQ&page=2",
        "https://api.example/poll?1700000000000",
        "https://api.example/poll?1700000000001",
    ];
    assert_eq!(
        templates(&urls),
        [
            "https://api.example/feed?cursor=:token&page=:number",
            "https://api.example/items?_=:timestamp&sort=\u{2026}",
            "https://api.example/poll?:key",
        ]
    );
}

#[test]
fn presigned_urls_show_nothing_of_their_signature() {
    let urls = [
        "https://b.s3.example/up/d41d8cd98f00b204e9800998ecf8427e.png?X-Amz-Date=20260131T093000Z&X-Amz-Expires=900&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
        "https://b.s3.example/up/e41d8cd98f00b204e9800998ecf8427f.png?X-Amz-Date=20260131T093100Z&X-Amz-Expires=900&X-Amz-Signature=beeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    ];
    assert_eq!(
        templates(&urls),
        ["https://b.s3.example/up/:hash.png?X-Amz-Date=:date&X-Amz-Expires=\u{2026}&X-Amz-Signature=:hash"]
    );
}

#[test]
fn graphql_odata_and_locales() {
    let urls = [
        "https://g.example/graphql?query=%7Bme%7Bid%7D%7D&variables=%7B%7D",
        "https://g.example/graphql?query=%7Byou%7Bid%7D%7D&variables=%7B%22a%22%3A1%7D",
        "https://o.example/odata/Products(1)?$select=Name",
        "https://o.example/odata/Products(2)?$select=Name",
        "https://o.example/odata/$metadata",
        "https://w.example/en/about",
        "https://w.example/de/about",
    ];
    assert_eq!(
        templates(&urls),
        [
            "https://g.example/graphql?query=:text&variables=:text",
            "https://o.example/odata/$metadata",
            "https://o.example/odata/Products(:key)?$select=\u{2026}",
            "https://w.example/de/about",
            "https://w.example/en/about",
        ]
    );
    let many = ["en", "de", "fr", "es", "pt-BR"].map(|locale| {
        let mut url = String::from("https://w.example/");
        url.push_str(locale);
        url.push_str("/about");
        url
    });
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(templates(&many), ["https://w.example/:locale/about"]);
}

#[test]
fn many_names_in_one_place_are_one() {
    let names = [
        "ann", "bob", "cid", "dan", "eve", "fay", "gus", "hal", "ida", "joe",
    ];
    let urls: Vec<String> = names
        .iter()
        .map(|name| ["https://api.example/users/", name, "/posts"].concat())
        .collect();
    let mut urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    urls.push("https://api.example/users");
    urls.push("https://api.example/v1/ping");
    assert_eq!(
        templates(&urls),
        [
            "https://api.example/users",
            "https://api.example/users/:name/posts",
            "https://api.example/v1/ping",
        ]
    );
    let few: Vec<&str> = urls.iter().take(3).copied().collect();
    assert_eq!(templates(&few).len(), 3);
}

#[test]
fn a_secret_in_a_path_is_not_shown_even_once() {
    let urls =
        ["https://api.example/reset/eyJhbGciOiJIUzI1NiJ9.e30.Et9HFtf9R3GEMA0IICOfFM/confirm"];
    assert_eq!(
        templates(&urls),
        ["https://api.example/reset/:token/confirm"]
    );
    let hook = ["https://hooks.example/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"];
    assert_eq!(templates(&hook), ["https://hooks.example/:id/:id/:token"]);
}

#[test]
fn a_deep_path_and_many_urls_take_their_time_once() {
    let mut deep = String::from("https://api.example");
    deep.push_str(&"/a".repeat(1_000));
    assert_eq!(templates(&[&deep]), [deep.as_str()]);
}

#[test]
fn texts_are_told_apart() {
    for (class, texts) in [
        (
            Class::Word,
            &[
                "users",
                "getUserById2",
                "oauth2",
                "sha256",
                "items:batchGet",
                "user_profile",
                "internationalization",
                "search-results",
                "$batch",
                "GetCustomerOrders",
                "ListPromotionalCreditsByAccountId",
                ".well-known",
                "openid-configuration",
                "",
            ][..],
        ),
        (Class::Version, &["v1", "v2.1", "v1beta2", "V3", "v1alpha"]),
        (Class::Locale, &["en", "pt-BR", "zh_CN", "zh-Hans"]),
        (
            Class::Slug,
            &["how-to-bake-bread", "10-things-you-must-see"],
        ),
        (
            Class::Number,
            &[
                "1",
                "42",
                "order-12345",
                "12345678901",
                "-1.5",
                "9700000000",
            ],
        ),
        (Class::Timestamp, &["1700000000000", "1700000000"]),
        (
            Class::Day,
            &[
                "2026-01-31",
                "2026-01-31T10:00:00Z",
                "20260131T093000Z",
                "2026-01",
            ],
        ),
        (Class::Uuid, &["123e4567-e89b-12d3-a456-426614174000"]),
        (
            Class::Hash,
            &[
                "d41d8cd98f00b204e9800998ecf8427e",
                "507f1f77bcf86cd799439011",
            ],
        ),
        (
            Class::Token,
            &[
                "dQw4w9WgXcQ",
                "eyJhbGciOiJIUzI1NiJ9.e30.Et9HFtf9R3GEMA0IICOfFMVXY7kkTX1wr4qCyhIf58U",
                "V1StGXR8_Z5jdHi6B-myT",
                "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "cus_NffrFeUfNV2Hib",
                "3f2a1b9c",
                "wJalrXUtnFEMIKbPxRfiCYEXAMPLEKEY",
                "xqzvbnmkjhgf",
            ],
        ),
        (Class::Address, &["ann@a.example", "ann%40a.example"]),
        (Class::Text, &["a b", "caf%C3%A9"]),
    ] {
        for text in texts {
            assert_eq!(classify(text), class, "{text}");
        }
    }
}
