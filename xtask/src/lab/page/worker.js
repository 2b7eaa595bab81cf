// A dedicated worker: steps come by messages.
'use strict';

importScripts('/__lab/runner.js');

onmessage = async ({ data: { number, step } }) => {
  postMessage({ number, ending: await self.labStep(step) });
};
