// Served as testharnessreport.js: leaves the results in the document, where whoever drives the browser finds them.

add_completion_callback((tests, { status, message }) => {
  const { installation } = globalThis[Symbol.for("cors-forecast.v1")] ?? {};
  const results = document.createElementNS("http://www.w3.org/1999/xhtml", "script");
  results.type = "application/json";
  results.id = "__results__";
  results.textContent = JSON.stringify({
    harness: { status, message },
    tests: tests.map(({ name, status, message }) => ({ name, status, message })),
    wrapper: installation && { active: installation.active, reports: installation.reports().length, unreported: installation.unreported },
  });
  document.documentElement.append(results);
});
