// What keeps a page from having servers asked too often: each question once, and only so many.

import { Refused } from "./refused.js";

/** Questions in a minute, and at once. */
const RATE = 60;
const AT_ONCE = 4;
/** Answers that are kept, and milliseconds after which a question may be asked again: servers change while they are developed. */
const KEPT = 1000;
const FRESH = 5 * 60_000;

export function createLimits({ now = Date.now, rate = RATE } = {}) {
  const answers = new Map();
  let since = now();
  let tokens = rate;
  let running = 0;

  function take() {
    const time = now();
    tokens = Math.min(rate, tokens + ((time - since) * rate) / 60_000);
    since = time;
    if (tokens < 1 || running >= AT_ONCE) throw new Refused(429, "too many questions; the rest stays unknown");
    tokens--;
  }

  /** What `ask()` gives, for whoever has the same question now or soon; a failure is kept, too. */
  return function once(key, ask) {
    const held = answers.get(key);
    if (held && now() - held.at < FRESH) return held.answer;
    take();
    running++;
    const answer = ask().finally(() => running--);
    answer.catch(() => {});
    answers.delete(key);
    if (answers.size >= KEPT) answers.delete(answers.keys().next().value);
    answers.set(key, { at: now(), answer });
    return answer;
  };
}
