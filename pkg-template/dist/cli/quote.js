// A request as a command line that can be pasted.

/** curl's command line for a preflight, for bash and its like, or for cmd.exe. */
export function curlOf({ url, headers }, platform) {
  const quote = platform === "win32" ? forCmd : forBash;
  const words = ["curl", "-i", "-X", "OPTIONS"];
  // Without it curl would take brackets and braces for patterns.
  if (/[[\]{}]/.test(url)) words.push("--globoff");
  words.push(quote(withoutUser(url)));
  // `Name;` is how curl is told to send an empty one.
  for (const [name, value] of headers) words.push("-H", quote(value === "" ? `${name};` : `${name}: ${value}`));
  return words.join(" ");
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

function forBash(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function forCmd(text) {
  // As DevTools do it: the quotes are escaped from cmd.exe, and so is what it would act upon.
  const inner = text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, "$&$&");
  return `^"${inner.replace(/[^\w\s:/.,*=-]/g, "^$&")}^"`;
}
