// A page that asks what to do next, for a browser that can't be driven and listened to at the same time.

let waiting;
let task;
let given;

/** A task is `{ goto }` or `{ script }`; it is handed out once. */
function hand() {
  if (!task || !waiting) return;
  waiting.setHeader("Content-Type", "application/json");
  waiting.setHeader("Cache-Control", "no-store");
  waiting.end(JSON.stringify(task));
  waiting = task = undefined;
}

/** The page's side. */
const PAGE = `<!doctype html><title>Remote</title><script>
(async () => {
  for (;;) {
    const task = await (await fetch("/remote/task")).json();
    if (task.goto) return (location.href = task.goto);
    const told = await window.eval(task.script);
    await fetch("/remote/told", { method: "POST", body: JSON.stringify(told ?? null) });
  }
})();
</script>`;

export const remote = {
  async answer(request, response) {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/remote/page") return response.setHeader("Content-Type", "text/html").end(PAGE);
    if (pathname === "/remote/task") {
      waiting = response;
      return hand();
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.end();
    given?.(JSON.parse(Buffer.concat(chunks).toString()));
  },
  goto(url) {
    task = { goto: url.replace("/page", "/remote/page") };
    hand();
  },
  /** What the script's promise gives. */
  evaluate(script) {
    return new Promise((resolve) => {
      given = resolve;
      task = { script };
      hand();
    });
  },
};
