// https://github.com/werk85/fetch-intercept: wraps fetch when it is imported; one interceptor that passes all on.

import fetchIntercept from "fetch-intercept";

export function install() {
  let requests = 0;
  fetchIntercept.register({
    request(...args) {
      requests++;
      return args;
    },
  });
  return { seen: () => requests };
}
