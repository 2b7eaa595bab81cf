// A pattern is a way in which pages call the network, and what they can observe of it: `run` is executed in a page with
// `lab` (unnoticed/lab.js), once without the wrapper and once with it, and what it returns must be the same.
//
// Facts that a pattern may have:
//   apis         what it calls, if that is not fetch; reports of what install() does not wrap are not compared
//   preflights   false: what is forecast is not compared with what was received, for the reason given
//   unreported   how many of its calls can have no report; by engine, if they differ
//   inOrder      false: in which order requests arrive is left to chance
//   late         how many requests arrive in all, where the page can't wait for them; by engine, if they differ
//   sent         false: whether requests arrive is left to chance
//   installs     true: it installs by itself, with lab.install(), which does nothing where it runs without the wrapper
//   place        "worker" or "service-worker": it runs there, and not in the page
//   agree        (wrapped, native) => void, if something else than equality is asked for
//   defect       what the page notices today, and in which engines (else all): the test fails when that has changed
//   thread       where somebody's wrapper has broken it before

/** The patterns of a topic, with the facts that all of them have. */
export function topic(name, common = {}) {
  const patterns = [];
  const pattern = (title, run, facts = {}) => patterns.push({ topic: name, name: title, run, ...common, ...facts });
  return { patterns, pattern };
}
