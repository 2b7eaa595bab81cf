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
export function siteOf(stack) {
  const places = (stack ?? "").match(/[a-z][a-z\d+.-]*:\/\/[^\s()]*:\d+:\d+/gi) ?? [];
  const file = (place) => place.replace(/:\d+:\d+$/, "");
  const site = places.find((place) => file(place) !== file(places[0]));
  // A query may hold what is nobody's business.
  return site?.replace(/[?#].*?(?=:\d+:\d+$)/, "");
}
