// META: title=What comes back of a request
// META: script=helper.js

promise_test(async () => {
  const response = await fetch(echo("", "name=value"), { method: "POST", body: "abc" });
  assert_equals(response.url, `${location.origin}/fetch/echo.py?name=value`, "url");
  assert_equals(await response.text(), "POST value abc", "text");
}, "its own origin");

promise_test(async () => {
  const other = "http://{{domains[www1]}}:{{ports[http][1]}}";
  const response = await fetch(echo(other), { method: "PUT", headers: { "X-Own": "1" }, body: "abc" });
  assert_equals(response.type, "cors", "type");
  assert_equals(await response.text(), "PUT none abc", "text");
}, "another origin, with a preflight");

promise_test(async () => {
  const outcome = await fetch(echo("http://{{host}}:{{ports[http][1]}}", "refuse=1")).catch((error) => error.constructor === TypeError);
  assert_equals(outcome, true, "is rejected with a TypeError");
}, "another origin, without permission");
