// A dedicated worker that runs one pattern.

import "./lab.js";

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ result: JSON.parse(JSON.stringify(await lab.run(data))) });
  } catch (error) {
    postMessage({ error: `${error}\n${error.stack}` });
  }
});
