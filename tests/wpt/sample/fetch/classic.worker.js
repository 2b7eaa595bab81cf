importScripts("/resources/testharness.js", "helper.js");

promise_test(async () => {
  const response = await fetch(echo(""));
  assert_equals(await response.text(), "GET none ", "text");
}, "in a worker of its own");
done();
