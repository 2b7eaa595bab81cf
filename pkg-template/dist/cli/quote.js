// A request as a command line that can be pasted, and as it may be shown.

import { curlOf } from "cors-forecast/server";

/** curl's command line for a preflight, for the shell that people have on this machine. */
export function curlLine({ url, headers }) {
  return curlOf({ url, headers }, process.platform === "win32" ? "cmd" : "posix");
}

/** A URL as it may be shown. */
export function withoutUser(text) {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.username === "" && url.password === "") return text;
  url.username = "";
  url.password = "";
  return url.href;
}
