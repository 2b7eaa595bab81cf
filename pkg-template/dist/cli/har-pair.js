// Which recorded preflight belongs to which recorded call. Recordings hold them as separate entries, in either order.

/** Milliseconds by which clocks and roundings of a recording may be off. */
const SLACK = 50;

/** Gives each call its `preflight`, if there is one, and each hop of a redirect `isRedirected`. Gives what is left over. */
export function pair(calls, preflights) {
  markRedirected(calls);
  const byAddress = new Map();
  for (const call of calls) {
    const key = addressOf(call, call.description.method);
    if (!byAddress.has(key)) byAddress.set(key, []);
    byAddress.get(key).push(call);
  }
  return preflights.filter((preflight) => {
    const candidates = byAddress.get(addressOf(preflight, preflight.method)) ?? [];
    const match = best(candidates, preflight);
    if (match) match.preflight = preflight;
    return !match;
  });
}

function addressOf({ origin, url }, method) {
  return `${method} ${origin ?? ""} ${url}`;
}

/**
 * The call that began before the preflight did and ended after it, or began right when it ended: browsers note either. Of
 * several, one that has all the headers that were asked for, and then the first.
 */
function best(list, preflight) {
  const end = preflight.at + preflight.took;
  // What ended before this preflight began ended before the later ones, too.
  while (list.length > 0 && (list[0].preflight || list[0].at + list[0].took + SLACK < preflight.at)) list.shift();
  let first;
  for (const call of list) {
    if (call.at > end + SLACK) break;
    if (call.preflight || call.at + call.took + SLACK < preflight.at) continue;
    if (hasAll(call, preflight.asked)) return call;
    first ??= call;
  }
  return first;
}

function hasAll({ description }, asked) {
  const names = new Set((description.headers ?? []).map(([name]) => name));
  if (description.body.kind !== "none") names.add("content-type");
  return asked.every((name) => names.has(name));
}

/** The page has made the first request only; what a redirect leads to is another entry. */
function markRedirected(calls) {
  const expected = new Map();
  for (const call of calls) {
    const count = expected.get(call.url) ?? 0;
    if (count > 0) {
      call.isRedirected = true;
      expected.set(call.url, count - 1);
    }
    if (call.redirectsTo) expected.set(call.redirectsTo, (expected.get(call.redirectsTo) ?? 0) + 1);
  }
}
