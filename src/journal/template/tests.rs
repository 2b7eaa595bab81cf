//! Realistic sets of URLs, and the endpoints that are seen in them.

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
