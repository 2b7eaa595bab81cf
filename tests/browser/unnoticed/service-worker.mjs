// A service worker that runs one pattern. It can't load anything later, so the package is here from the beginning.

import "./lab.js";
import * as pkg from "/pkg/dist/standalone.js";

lab.preload({ pkg });

addEventListener("message", (event) => {
  const [port] = event.ports;
  event.waitUntil(
    lab.run(event.data).then(
      (result) => port.postMessage({ result: JSON.parse(JSON.stringify(result)) }),
      (error) => port.postMessage({ error: `${error}\n${error.stack}` }),
    ),
  );
});
