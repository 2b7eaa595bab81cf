// What the command line reads, each as a file of any size.

const APP = "https://app.example";
const list = (headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));

const entry = (at, headers = {}, text = "{}") => ({
  startedDateTime: new Date(1_767_225_600_000 + at).toISOString(),
  time: 1,
  _resourceType: "fetch",
  request: { method: "PUT", url: `https://api.example/items/${at}`, headers: list({ Origin: APP, "X-A": "1", ...headers }), cookies: [] },
  response: { status: 200, headers: list({ "Access-Control-Allow-Origin": APP }), redirectURL: "", content: { size: 1, mimeType: "application/json", text } },
});

const har = (entries) => JSON.stringify({ log: { version: "1.2", creator: { name: "a", version: "1" }, browser: { name: "Chrome", version: "1" }, pages: [], entries } });
const times = (n, make) => Array.from({ length: n }, (_, at) => make(at));

/** Each has a name, `args(file)`, and `make(n)`, the content of the file and of what is piped in: of some 10n bytes. */
export function commands() {
  const of = (name, command, make) => ({ name: `cors-forecast ${name}`, args: (file) => (command[0] === "decode" ? ["decode", "-"] : [...command, file]), make });
  const repeated = (command, shape, before = "") => of(`${command.join(" ")}: ${JSON.stringify(before + shape)} again and again`, command, (n) => before + shape.repeat((n * 10) / shape.length));
  return [
    of("har: as many entries", ["har"], (n) => har(times(n / 25, (at) => entry(at)))),
    of("har: bodies of many quotes", ["har"], (n) => har([entry(0, {}, "\"\\".repeat(n * 2))])),
    of("har: headers of many names", ["har"], (n) => har([entry(0, Object.fromEntries(times(n / 10, (at) => [`X-${at}`, "1"])))])),
    of("config: as many entries", ["config"], (n) => har(times(n / 100, (at) => entry(at)))),
    ...["{", "[", "\"", "\\\"", "{\"log\":", "[[", ",", " "].map((shape) => repeated(["har"], shape, "{\"log\":{\"entries\":[")),
    ...["a", "\"", "'", "\\", "$(", "`", "<", "{", "\n", " ", "Access to fetch at '", "Reason: "].map((shape) => repeated(["decode"], shape)),
    ...["a\n", "\"", "[", "{\"a\":", " "].map((shape) => repeated(["log"], shape)),
  ];
}
