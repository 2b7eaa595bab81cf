// Runs scenarios side by side, the steps of each one after the other, each step where it belongs.
'use strict';

self.lab = (() => {
  /** After these, in milliseconds, requests may still come when the page already knows how the step ended. */
  const QUIET = 250;

  const sleep = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

  const quietAfter = (step) => (
    step.api === 'beacon' || step.abort || step.abortAfterMs !== undefined || step.keepalive ? QUIET : 0
  );

  /** Something that answers messages: sends a step, hears its ending. */
  function remote(post, listen) {
    const waiting = new Map();
    let last = 0;
    listen(({ number, ending }) => {
      waiting.get(number)?.(ending);
      waiting.delete(number);
    });
    return (step) => new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      post({ number: last, step });
    });
  }

  function frame(sandbox) {
    return new Promise((resolve) => {
      const element = document.createElement('iframe');
      if (sandbox) element.sandbox = 'allow-scripts';
      element.src = '/__lab/frame.html';
      element.onload = () => {
        const { port1, port2 } = new MessageChannel();
        element.contentWindow.postMessage('port', '*', [port2]);
        resolve(remote(
          (message) => port1.postMessage(message),
          (hear) => { port1.onmessage = ({ data }) => hear(data); },
        ));
      };
      document.body.append(element);
    });
  }

  function worker() {
    const started = new Worker('/__lab/worker.js');
    return remote(
      (message) => started.postMessage(message),
      (hear) => { started.onmessage = ({ data }) => hear(data); },
    );
  }

  const contexts = { window: () => self.labStep, worker, iframe: () => frame(false), 'sandboxed-iframe': () => frame(true) };
  const made = {};
  const context = (name) => (made[name] ??= Promise.resolve(contexts[name]()));

  /** Goes to a step of the scenario when the one before has come to rest. */
  const goTo = ({ base }, step, quiet) =>
    fetch(`/__lab/step?base=${base}&step=${step}&quiet=${quiet}`, { cache: 'no-store' });

  async function runOne(scenario) {
    const endings = [];
    let quiet = 0;
    let ended = performance.now();
    for (const [at, step] of scenario.steps.entries()) {
      const send = await context(step.context ?? scenario.context);
      if (at > 0) await goTo(scenario, at, quiet);
      const rest = (step.delayBeforeMs ?? 0) - (performance.now() - ended);
      if (step.delayBeforeMs && rest > 0) await sleep(rest);
      endings.push(await send(step));
      quiet = quietAfter(step);
      ended = performance.now();
    }
    if (quiet > 0) await goTo(scenario, scenario.steps.length, quiet);
    return endings;
  }

  async function run(scenarios, lanes) {
    const endings = new Array(scenarios.length);
    const rest = scenarios.entries();
    const lane = async () => {
      for (const [at, scenario] of rest) endings[at] = await runOne(scenario);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return endings;
  }

  return { run };
})();
