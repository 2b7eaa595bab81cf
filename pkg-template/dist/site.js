// Where in the page's code a call was made. A stack costs some microseconds, so it is taken of the first call to each of a
// few URLs only.

const LIMIT = 200;

/** The returned function notes where `call` is made, if it is worth it. */
export function createSites() {
  // No set: what the page has patched must not be called on the way of a request.
  const seen = Object.create(null);
  let count = 0;
  const { Error } = globalThis;
  return function note(call) {
    if (count >= LIMIT || seen[call.url]) return;
    seen[call.url] = true;
    count++;
    call.stack = new Error().stack;
  };
}

/** The first place in a stack that is not in the file whose frames come first, which is ours. */
export function siteOf(stack = "") {
  // Without the query, which may hold what is nobody's business.
  const [first, ...others] = stack.matchAll(/([\w+.-]+:\/\/[^\s()?#]*)[^\s()]*(:\d+:\d+)/g);
  const site = others.find(([, file]) => file !== first[1]);
  return site && site[1] + site[2];
}
