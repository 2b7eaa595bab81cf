// The HttpClient of an application that has nothing else, compiled in the page as its packages are shipped.
import "@angular/compiler";

import {
  HttpClient,
  HttpHeaders,
  provideHttpClient,
  withFetch,
  withInterceptors,
  withXsrfConfiguration,
} from "@angular/common/http";
import { provideZonelessChangeDetection } from "@angular/core";
import { createApplication } from "@angular/platform-browser";
import { firstValueFrom, lastValueFrom, toArray } from "rxjs";

const addHeader = (request, next) =>
  next(request.url.includes("/traced") ? request.clone({ setHeaders: { "X-Trace": "abc" } }) : request);

export const xhr = ({ api }) => calls(api, []);
export const fetch = ({ api }) => calls(api, [withFetch()]);

async function calls(api, backend) {
  const features = [...backend, withInterceptors([addHeader]), withXsrfConfiguration({ cookieName: "XSRF-TOKEN" })];
  const application = await createApplication({
    providers: [provideZonelessChangeDetection(), provideHttpClient(...features)],
  });
  const http = application.injector.get(HttpClient);
  return {
    "GET with params": () => firstValueFrom(http.get(`${api}/items`, { params: { page: 2, q: "a b" } })),
    "POST of JSON": () => firstValueFrom(http.post(`${api}/items`, { a: 1 })),
    "POST of text": () => firstValueFrom(http.post(`${api}/items`, "a text")),
    "PUT with a token and headers": () => {
      const headers = new HttpHeaders({ Authorization: "Bearer t" }).append("X-Tag", "1").append("X-Tag", "2");
      return firstValueFrom(http.put(`${api}/items/1`, { a: 1 }, { headers }));
    },
    "GET with a header by an interceptor": () => firstValueFrom(http.get(`${api}/traced`)),
    "upload with progress": async () => {
      const form = new FormData();
      form.append("file", new Blob(["abc"]), "a.bin");
      const options = { reportProgress: backend.length === 0, observe: "events" };
      const events = await lastValueFrom(http.post(`${api}/upload`, form, options).pipe(toArray()));
      return { types: [...new Set(events.map(({ type }) => type))].sort(), body: events.at(-1).body };
    },
    "DELETE with credentials": () => firstValueFrom(http.delete(`${api}/items/1`, { withCredentials: true })),
    "an answer that is an error": () =>
      firstValueFrom(http.get(`${api}/items?status=404`)).catch(({ status, error }) => ({ status, error })),
  };
}
