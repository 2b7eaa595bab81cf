// Hears of a rejection without keeping the page from it.

import { apply } from "./objects.js";

const { then } = Promise.prototype;
const { constructor } = Promise.prototype;

/**
 * The promise that the page gets: one that settles as `promise` does, a turn of microtasks later. A handler on the side
 * would hide a rejection that the page does not handle. What is no promise of the platform's is handed on as it is.
 */
export function watchEnd(call, promise) {
  if (Object.getPrototypeOf(promise) !== Promise.prototype || promise.constructor !== constructor) return promise;
  return apply(then, promise, [
    undefined,
    (error) => {
      call.failed = true;
      try {
        if (error?.name !== "AbortError") call.onFailure?.();
      } catch {
        // Nothing of ours may reach the page.
      }
      throw error;
    },
  ]);
}
