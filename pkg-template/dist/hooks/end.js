// Hears of a rejection without keeping the page from it.

import { attempt } from "../attempt.js";
import { fail } from "./call.js";
import { apply, getPrototypeOf, ownValue } from "./objects.js";

const { prototype } = Promise;
const { then, constructor } = prototype;

/**
 * The promise that the page gets: one that settles as `promise` does, a turn of microtasks later. A handler on the side
 * would hide a rejection that the page does not handle. What is no promise of the platform's is handed on as it is.
 *
 * `call` is undefined where nothing is known of it: all promises are as late, so that they settle in their order.
 */
export function watchEnd(call, promise) {
  if (getPrototypeOf(promise) !== prototype || promise.constructor !== constructor) return promise;
  return apply(then, promise, [
    undefined,
    (error) => {
      // What the page aborts, it gives a reason of its own, which is not to be touched.
      attempt(() => ownValue(getPrototypeOf(error), "name").value === "TypeError" && fail(call));
      throw error;
    },
  ]);
}
