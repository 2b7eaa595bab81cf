// `lab`: what patterns call in a page or worker. It keeps the platform's own functions, as patterns replace them.

(() => {
  const { eval: evaluate, fetch, setTimeout, Promise } = globalThis;
  let origin;
  let load;
  let used = false;

  /** Where it was made, which WebKit tells by these, and all others by the stack: a wrapper is in it. */
  const PLACE = ["line", "column", "sourceURL"];
  const errorOf = (error, expected) => ({
    name: error?.name,
    message: error?.message,
    code: error?.code,
    constructor: error?.constructor?.name,
    ours: error instanceof Object,
    keys: error instanceof Object ? Object.keys(error).filter((key) => !PLACE.includes(key)) : undefined,
    same: expected === undefined ? undefined : error === expected,
  });

  const lab = {
    /** A URL on the other origin, and one on the page's own. */
    api: (path) => origin + path,
    own: (path) => `${location.origin}/own${path}`,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    /** Waits for a condition, however busy the machine is. That it never holds, what is observed then will show. */
    async until(condition) {
      for (let left = 300; !condition() && left > 0; left--) await lab.wait(10);
    },
    /** Waits until the servers have received so many requests. */
    arrived: (count) => fetch(`/arrived?count=${count}`),

    /** How a call ended that gives a promise of a response. `expected` is the error that it must be, if any. */
    async outcome(call, expected) {
      let promise;
      try {
        promise = call();
      } catch (error) {
        return { thrown: errorOf(error, expected) };
      }
      try {
        const response = await promise;
        const { status, type, url, redirected } = response;
        const headers = [...response.headers].filter(([name]) => name !== "date");
        return { status, type, url, redirected, headers, body: await response.text() };
      } catch (error) {
        return { rejected: errorOf(error, expected) };
      }
    },

    /** What a call gave, or threw. */
    attempt(call, expected) {
      try {
        return { value: call() };
      } catch (error) {
        return { thrown: errorOf(error, expected) };
      }
    },

    /** All that an XMLHttpRequest tells of itself. */
    summary(xhr) {
      const { readyState, status, statusText, responseType, responseURL, timeout, withCredentials } = xhr;
      const { value: text } = lab.attempt(() => xhr.responseText);
      const headers = xhr.getAllResponseHeaders().replace(/^date:.*\r\n/im, "");
      return { readyState, status, statusText, responseType, responseURL, timeout, withCredentials, text, headers };
    },

    /** Opens (unless there is no method), sends and waits: the summary. */
    async xhr(xhr, method, url, body) {
      if (method) xhr.open(method, url);
      const ended = new Promise((resolve) => xhr.addEventListener("loadend", resolve, { once: true }));
      if (body === undefined) xhr.send();
      else xhr.send(body);
      await ended;
      return lab.summary(xhr);
    },

    /** Notes a target's events in `log`; of those that come as often as the network likes, the first one. */
    listen(target, log, label = "", names = lab.events) {
      let noted = new Set();
      for (const name of names) {
        target.addEventListener(name, (event) => {
          if (name === "loadstart") noted = new Set();
          const title = name === "readystatechange" ? `${name}${target.readyState}` : name;
          if ((name === "progress" || title === "readystatechange3") && noted.has(title)) return;
          noted.add(title);
          log.push(`${label}${title}:${event.target === target}`);
        });
      }
    },
    events: ["readystatechange", "loadstart", "progress", "abort", "error", "load", "timeout", "loadend"],

    /** Which methods of these classes a call uses; nothing of it may be used to find that out. */
    watchMethods(classes, call) {
      const called = Object.create(null);
      const undo = [];
      let count = 0;
      for (const { name: title, prototype } of classes) {
        for (const name of Object.getOwnPropertyNames(prototype)) {
          const { value, writable } = Object.getOwnPropertyDescriptor(prototype, name);
          if (typeof value !== "function" || !writable || name === "constructor") continue;
          const label = `${title}.${name}`;
          undo[count++] = () => (prototype[name] = value);
          prototype[name] = function () {
            called[label] = true;
            return Reflect.apply(value, this, arguments);
          };
        }
      }
      try {
        const result = call();
        const during = { ...called };
        while (count > 0) undo[--count]();
        return { result, called: Object.keys(during).sort() };
      } finally {
        while (count > 0) undo[--count]();
      }
    },

    /** What a function object is, but for its code. */
    anatomy(callable) {
      return {
        type: typeof callable,
        name: callable.name,
        length: callable.length,
        keys: Reflect.ownKeys(callable).map(String),
        prototype: "prototype" in callable,
        parent: Object.getPrototypeOf(callable) === Function.prototype,
        extensible: Object.isExtensible(callable),
        native: /\{\s*\[native code\]\s*\}/.test(Function.prototype.toString.call(callable)),
        tag: Object.prototype.toString.call(callable),
      };
    },
    descriptor(object, name) {
      const found = Object.getOwnPropertyDescriptor(object, name);
      return found && { ...found, ...Object.fromEntries(["value", "get", "set"].map((key) => [key, typeof found[key]])) };
    },

    /** For patterns that install on their own: without the wrapper an installation that does nothing. */
    install: () => lab.nothing,
    copy: async () => lab.install,
    nothing: { uninstall() {}, on: () => () => {}, reports: () => [] },

    /** Runs one pattern, in a document that no other has run in. */
    async run({ source, api, mode, bad }) {
      if (used) throw new Error("a pattern has run in this document before");
      used = true;
      origin = api;
      // What started this has a handler to add to its promise, and that must not be where a pattern has put its own.
      await lab.wait(0);
      const before = implementations();
      let installation;
      if (mode === "wrapped" || mode === "installs") {
        load ??= (folder) => import(`/${folder}/dist/standalone.js`);
        const { install } = await load("pkg");
        lab.install = install;
        lab.copy = async () => (await load("copy")).install;
        if (mode === "wrapped") installation = install({ redact: (url) => url });
      }
      if (bad) evaluate(`(${bad})`)();
      const after = implementations();
      const seen = (await evaluate(`(${source})`)()) ?? null;
      return {
        seen,
        there: Object.keys(before).filter((name) => before[name] !== undefined),
        wrapped: Object.keys(before).filter((name) => before[name] !== after[name]),
        reports: installation?.reports(),
        unreported: installation?.unreported,
        active: installation?.active,
      };
    },

    /** The same in a dedicated worker, or in a service worker. */
    async runIn(place, job) {
      origin = job.api;
      return place === "worker" ? inWorker(job) : inServiceWorker(job);
    },

    /** Where nothing can be loaded at will, the package is loaded beforehand. */
    preload(modules) {
      load = async (folder) => modules[folder];
    },
  };

  /** What answers for each API at the moment. */
  function implementations() {
    const { fetch, fetchLater, EventSource, XMLHttpRequest, Navigator } = globalThis;
    return {
      fetch,
      fetchLater,
      EventSource,
      xhr: XMLHttpRequest?.prototype.send,
      sendBeacon: Navigator?.prototype.sendBeacon,
    };
  }

  async function inWorker(job) {
    const worker = new Worker("/worker.mjs", { type: "module" });
    try {
      return await answerOf(worker, worker, job);
    } finally {
      worker.terminate();
    }
  }

  async function inServiceWorker(job) {
    const options = { type: "module", scope: "/nowhere/" };
    const registration = await navigator.serviceWorker.register("/service-worker.mjs", options);
    try {
      const worker = registration.installing ?? registration.waiting ?? registration.active;
      while (worker.state !== "activated") {
        if (worker.state === "redundant") throw new Error("the service worker could not be started");
        await lab.wait(10);
      }
      const { port1, port2 } = new MessageChannel();
      return await answerOf(worker, port1, job, [port2]);
    } finally {
      await registration.unregister();
    }
  }

  async function answerOf(worker, port, job, transfer = []) {
    const { result, error } = await new Promise((resolve) => {
      worker.onerror = ({ message }) => resolve({ error: message });
      port.onmessage = ({ data }) => resolve(data);
      worker.postMessage(job, transfer);
    });
    if (error) throw new Error(error);
    return result;
  }

  Object.defineProperty(globalThis, "lab", { value: lab, configurable: true });
})();
