// https://github.com/mswjs/interceptors: FetchInterceptor and XMLHttpRequestInterceptor, a listener each.

import { FetchInterceptor } from "@mswjs/interceptors/fetch";
import { XMLHttpRequestInterceptor } from "@mswjs/interceptors/XMLHttpRequest";

export function install() {
  let requests = 0;
  for (const interceptor of [new FetchInterceptor(), new XMLHttpRequestInterceptor()]) {
    interceptor.apply();
    interceptor.on("request", () => void requests++);
  }
  return { seen: () => requests };
}
