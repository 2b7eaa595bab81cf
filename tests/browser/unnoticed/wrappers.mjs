// Wrappers by which the suite itself is tested: one that does no harm, and many that do, as those have that are in use.
//
// `wrap` is executed in the page before the pattern `caughtBy`, which must tell it from no wrapper at all.

/** Stands before everything that could be wrapped, and only passes on. */
export function harmless() {
  const replace = (holder, name) => {
    const found = Object.getOwnPropertyDescriptor(holder, name);
    if (found) Object.defineProperty(holder, name, { ...found, value: new Proxy(found.value, {}) });
  };
  for (const name of ["fetch", "fetchLater"]) replace(window, name);
  for (const name of ["open", "setRequestHeader", "send"]) replace(XMLHttpRequest.prototype, name);
  replace(Navigator.prototype, "sendBeacon");
  replace(window, "EventSource");
  Object.defineProperty(EventSource.prototype, "constructor", {
    ...Object.getOwnPropertyDescriptor(EventSource.prototype, "constructor"),
    value: EventSource,
  });
}

const bad = [];
export default bad;
const wrapper = (name, caughtBy, wrap, facts = {}) => bad.push({ name, caughtBy, wrap, ...facts });

// Around fetch. Each keeps the name and length, so that it is caught by what it does.

wrapper("reads headers, then lets the native function read them again", "headers from a generator", () => {
  const native = fetch;
  window.fetch = new Proxy(native, {
    apply(target, self, args) {
      new Headers(args[1]?.headers);
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("reads init twice", "each getter of init is read once, in the native order", () => {
  window.fetch = new Proxy(fetch, {
    apply(target, self, args) {
      void args[1]?.method;
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("copies init", "init inherits its members", () => {
  window.fetch = new Proxy(fetch, {
    apply: (target, self, [input, init]) => Reflect.apply(target, self, [input, { ...init }]),
  });
});

wrapper("makes a Request of the arguments and sends that", "an invalid URL rejects", () => {
  window.fetch = new Proxy(fetch, {
    apply: (target, self, [input, init]) => Reflect.apply(target, self, [new Request(input, init)]),
  });
});

wrapper("makes a Request to look at, and so uses the page's body", "a Request with a body is used by fetch alone", () => {
  window.fetch = new Proxy(fetch, {
    apply(target, self, args) {
      try {
        new Request(...args);
      } catch {
        // Left to the native function.
      }
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("adds a header, and forgets those of a Request", "headers held in a Request survive an empty init", () => {
  window.fetch = new Proxy(fetch, {
    apply: (target, self, [input, init]) =>
      Reflect.apply(target, self, [input, { ...init, headers: new Headers(init?.headers) }]),
  });
});

wrapper("turns a URL object into text and drops the rest", "a URL object keeps the method and headers beside it", () => {
  window.fetch = new Proxy(fetch, {
    apply: (target, self, args) => Reflect.apply(target, self, args[0] instanceof URL ? [args[0].href] : args),
  });
});

wrapper("handles the promise beside the page, and so hides rejections", "an unhandled rejection is reported", () => {
  window.fetch = new Proxy(fetch, {
    apply(target, self, args) {
      const promise = Reflect.apply(target, self, args);
      promise.then(() => {}, () => {});
      return promise;
    },
  });
});

wrapper("settles some microtasks later", "a rejection settles at most one microtask later than natively", () => {
  window.fetch = new Proxy(fetch, {
    apply: async (target, self, args) => {
      await null;
      return await Reflect.apply(target, self, args);
    },
  });
});

wrapper("throws at once what should reject", "with a foreign this it rejects", () => {
  window.fetch = new Proxy(fetch, {
    apply(target, self, args) {
      if (self !== undefined && self !== window) throw new TypeError("Illegal invocation");
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("rejects with an error of its own", "a throwing getter rejects with its very error", () => {
  window.fetch = new Proxy(fetch, {
    apply: (target, self, args) =>
      Reflect.apply(target, self, args).catch((error) => { throw new error.constructor(error.message); }),
  });
});

wrapper("reads the response before the page does", "a response is not read yet when the page gets it", () => {
  window.fetch = new Proxy(fetch, {
    apply: (target, self, args) =>
      Reflect.apply(target, self, args).then(async (response) => (await response.text(), response)),
  });
});

wrapper("waits for a whole clone of the response", "a streamed response is there before its end", () => {
  window.fetch = new Proxy(fetch, {
    async apply(target, self, args) {
      const response = await Reflect.apply(target, self, args);
      return new Response(await response.clone().text(), response);
    },
  });
});

wrapper("listens to the page's signal", "neither getters nor listeners of AbortSignal are used", () => {
  window.fetch = new Proxy(fetch, {
    apply(target, self, args) {
      args[1]?.signal?.addEventListener("abort", () => {});
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("is an arrow function", "name, length, own keys and descriptors", () => {
  const native = fetch;
  window.fetch = (...args) => native(...args);
});

wrapper("asks the server by itself", "a method, headers and a string as body", () => {
  window.fetch = new Proxy(fetch, {
    apply(target, self, args) {
      Reflect.apply(target, self, [args[0], { mode: "no-cors" }]).catch(() => {});
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("writes to the page's console", "nothing is written to the console", () => {
  window.fetch = new Proxy(fetch, {
    apply: (target, self, args) => (console.log("fetch"), Reflect.apply(target, self, args)),
  });
});

// Around XMLHttpRequest.

wrapper("listens to the upload, and so makes a preflight necessary", "no listener on upload", () => {
  XMLHttpRequest.prototype.send = new Proxy(XMLHttpRequest.prototype.send, {
    apply(target, self, args) {
      self.upload.addEventListener("progress", () => {});
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("listens to the request by the page's own addEventListener", "a patched addEventListener is called by nobody", () => {
  XMLHttpRequest.prototype.send = new Proxy(XMLHttpRequest.prototype.send, {
    apply(target, self, args) {
      self.addEventListener("loadend", () => {});
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("passes on an async that the page left out", "async that is left out is true", () => {
  XMLHttpRequest.prototype.open = new Proxy(XMLHttpRequest.prototype.open, {
    apply: (target, self, [method, url, async = true, user, password]) =>
      Reflect.apply(target, self, [method, url, async, user, password]),
  });
});

wrapper("converts the URL by itself", "a method and a URL that convert themselves, each once", () => {
  XMLHttpRequest.prototype.open = new Proxy(XMLHttpRequest.prototype.open, {
    apply: (target, self, args) => (String(args[1]), Reflect.apply(target, self, args)),
  });
});

wrapper("keeps what it knows on the instance", "an instance has nothing of its own, before and after", () => {
  XMLHttpRequest.prototype.open = new Proxy(XMLHttpRequest.prototype.open, {
    apply(target, self, args) {
      self._url = args[1];
      return Reflect.apply(target, self, args);
    },
  });
});

wrapper("reads the instance's properties", "patched getters are read by nobody but the page", () => {
  XMLHttpRequest.prototype.send = new Proxy(XMLHttpRequest.prototype.send, {
    apply: (target, self, args) => (void self.withCredentials, Reflect.apply(target, self, args)),
  });
});

wrapper("is a function with one more parameter", "the prototype: each member's descriptor and anatomy", () => {
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, async) { return open.apply(this, arguments); };
});

wrapper("puts a function in the class's place", "called without new, and methods without their object", () => {
  const Native = XMLHttpRequest;
  window.XMLHttpRequest = function XMLHttpRequest() { return new Native(); };
  window.XMLHttpRequest.prototype = Native.prototype;
});

// Around the others.

wrapper("binds sendBeacon to its object", "without its object it throws", () => {
  const { sendBeacon } = navigator;
  Navigator.prototype.sendBeacon = { sendBeacon: (...args) => sendBeacon.apply(navigator, args) }.sendBeacon;
});

wrapper("measures a beacon's body by the page's getters", "a Blob whose getters notice", () => {
  Navigator.prototype.sendBeacon = new Proxy(Navigator.prototype.sendBeacon, {
    apply: (target, self, args) => (void args[1]?.size, Reflect.apply(target, self, args)),
  });
});

wrapper("forgets the constructor on EventSource's prototype", "an instance is of the class, and has nothing", () => {
  window.EventSource = new Proxy(EventSource, {});
});

wrapper("makes an EventSource that subclasses know nothing of", "a subclass, with fields, overridden methods", () => {
  const Native = EventSource;
  window.EventSource = new Proxy(Native, { construct: (target, args) => new target(...args) });
  Native.prototype.constructor = window.EventSource;
});

wrapper("gives fetchLater to those that have none", "where there is none, there is none", () => {
  window.fetchLater = () => ({ activated: true });
});

// Leaving. `lab.install` stands for the package's own.

wrapper("leaves although somebody has come since", "one before, one after, and ours leaves first", () => {
  lab.install = () => {
    const native = fetch;
    window.fetch = new Proxy(native, {});
    return { uninstall: () => (window.fetch = native) };
  };
});

wrapper("wraps itself", "installed twice, left twice", () => {
  lab.install = () => {
    const native = fetch;
    const own = (window.fetch = new Proxy(native, {}));
    return { uninstall: () => void (fetch === own && (window.fetch = native)) };
  };
});

wrapper("hands the page's own interceptor a Request", "an interceptor that came first gets URL and options", () => {
  lab.install = () => {
    const inner = fetch;
    window.fetch = (...args) => inner(new Request(...args));
  };
});
