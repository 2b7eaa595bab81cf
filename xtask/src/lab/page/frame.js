// A frame: its parent sends a port, and steps by it.
'use strict';

addEventListener('message', ({ ports: [port] }) => {
  port.onmessage = async ({ data: { number, step } }) => {
    port.postMessage({ number, ending: await self.labStep(step) });
  };
}, { once: true });
