// URL templates: one name for the many URLs of an endpoint, holding nothing of what varies.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { endpointOf as templateOf, shortened, withoutUserinfo } from "../../pkg-template/dist/urls.js";

const cases = {
  "names stay": ["https://api.example/v2/users/search.json", "https://api.example/v2/users/search.json"],
  "the root": ["https://api.example", "https://api.example/"],
  "ports and trailing slashes stay": ["http://localhost:8081/a/", "http://localhost:8081/a/"],
  "long names stay": ["https://api.example/internationalisation-settings", "https://api.example/internationalisation-settings"],
  "numbers": ["https://api.example/users/4711/posts/1", "https://api.example/users/:id/posts/:id"],
  "dates and coordinates": ["https://api.example/2026-11-22/48.85,-2.35", "https://api.example/:id/:id"],
  "UUIDs": ["https://api.example/a/0a1b2c3d-1111-4222-8333-444455556666", "https://api.example/a/:id"],
  "hashes": ["https://api.example/blob/9fceb02d0ae598e95dc970b74767f19372d61af8", "https://api.example/blob/:id"],
  "short hashes": ["https://api.example/commit/9fceb02d", "https://api.example/commit/:id"],
  "words of the letters a to f stay": ["https://api.example/feedface/facade", "https://api.example/feedface/facade"],
  "tokens": ["https://api.example/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0", "https://api.example/reset/:id"],
  "prefixed identifiers": ["https://api.example/customers/cus_9s6XKzkNRvT8i3", "https://api.example/customers/:id"],
  "what is escaped": ["https://api.example/find/J%C3%BCrgen%20M", "https://api.example/find/:id"],
  "addresses": ["https://api.example/users/me@mail.example", "https://api.example/users/:id"],
  "what is too long for a name": [`https://api.example/${"word-".repeat(9)}`, "https://api.example/:id"],
  "query names without values, sorted, each once": ["https://api.example/a?z=1&b=2&b=3", "https://api.example/a?b&z"],
  "query names that are values": ["https://api.example/a?1700000000000", "https://api.example/a?:id"],
  "fragments and credentials go": ["https://me:secret@api.example/a#secret", "https://api.example/a"],
  "no valid URL": ["https://[secret", "(not a valid URL)"],
};

describe("URL templates", () => {
  for (const [name, [url, template]] of Object.entries(cases)) {
    test(name, () => assert.equal(templateOf(url), template));
  }
});

test("what is shown of a URL holds no value of its query, no fragment and no password", () => {
  const shown = shortened(withoutUserinfo("https://me:secret@api.example/a?b=secret&c&d=#secret"));
  assert.equal(shown, "https://api.example/a?b=…&c&d=#…");
  assert.equal(withoutUserinfo("https://api.example/@a"), "https://api.example/@a");
});
