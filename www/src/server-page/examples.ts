// Requests to begin with, as they are pasted.

export interface Example {
  id: string;
  title: string;
  text: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    id: "shop",
    title: "A shop’s page",
    text: `fetch("https://api.example/items?page=1");

fetch("https://api.example/cart/42", {
  method: "PUT",
  headers: { "Content-Type": "application/json", "X-Request-Id": "7f3a" },
  body: JSON.stringify({ item: 7 }),
});

fetch("https://api.example/cart/42", { method: "DELETE", headers: { Authorization: "Bearer abc" } });

fetch("https://api.example/orders", {
  method: "POST",
  headers: { "Content-Type": "application/json", Authorization: "Bearer abc" },
  body: "{}",
});`,
  },
  {
    id: "cookies",
    title: "With cookies, as cURL",
    text: `curl 'https://api.example/session' \\
  -H 'Origin: https://app.example' \\
  -H 'Cookie: session=abc'

curl 'https://api.example/settings' \\
  -X PATCH \\
  -H 'Origin: https://app.example' \\
  -H 'Content-Type: application/json' \\
  -H 'X-CSRF-Token: abc' \\
  -H 'Cookie: session=abc' \\
  --data-raw '{"dark":true}'`,
  },
  {
    id: "plain",
    title: "Nothing that needs permission",
    text: `fetch("https://api.example/news");

fetch("https://api.example/votes", { method: "POST", body: new URLSearchParams({ item: "7" }) });`,
  },
];
