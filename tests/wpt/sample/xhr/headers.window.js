promise_test(async () => {
  const xhr = new XMLHttpRequest();
  xhr.open("GET", "plain.txt?pipe=header(X-Piped,yes)|slice(0,5)");
  await new Promise((resolve) => {
    xhr.onloadend = resolve;
    xhr.send();
  });
  assert_equals(xhr.getResponseHeader("X-Piped"), "yes", "piped");
  assert_equals(xhr.getResponseHeader("X-Beside"), "given", "from the file beside it");
  assert_equals(xhr.responseText, "plain", "text");
}, "headers of a response");
