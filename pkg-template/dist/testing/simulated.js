// Simulated pages, as far as they are unlike a browser's. What looks at a request remembers the accessors of the platform's classes:
// happy-dom's inherit theirs, or have none, and each object has the member itself. And Vitest's URL is a class over Node's.

import { MEMBERS } from "../hooks/call.js";

const EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"];

const ACCESSORS = {
  XMLHttpRequest: ["withCredentials", "upload"],
  XMLHttpRequestEventTarget: EVENTS.map((name) => `on${name}`),
  Request: ["url", ...MEMBERS],
  AbortSignal: ["aborted"],
  Blob: ["type", "size"],
  Document: ["contentType"],
  Node: ["baseURI"],
  EventSource: ["url", "withCredentials"],
  URL: ["href"],
};

/** That of a class it inherits from, or one that reads what an object of it has. */
function accessorOf({ prototype }, name) {
  for (let holder = prototype; holder; holder = Object.getPrototypeOf(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    if (descriptor) return descriptor.get && { ...descriptor, configurable: true };
  }
  const get = function () {
    if (Object.prototype.isPrototypeOf.call(prototype, this)) return Object.getOwnPropertyDescriptor(this, name)?.value;
    throw new TypeError("Illegal invocation");
  };
  return { get, configurable: true };
}

/** Installs while the classes have the accessors, which are gone when it returns. */
export function withAccessors(install) {
  const undo = [];
  for (const [name, members] of Object.entries(ACCESSORS)) {
    const Class = globalThis[name];
    if (typeof Class !== "function" || !Class.prototype) continue;
    for (const member of members.filter((one) => !Object.hasOwn(Class.prototype, one))) {
      const accessor = accessorOf(Class, member);
      if (accessor && Reflect.defineProperty(Class.prototype, member, accessor)) undo.push(() => delete Class.prototype[member]);
    }
  }
  try {
    return install();
  } finally {
    for (const step of undo) step();
  }
}

/** URLs are looked at by what their class has of its own, each time anew; the returned function takes it away again. */
export function lendToString() {
  const { prototype } = URL;
  if (Object.hasOwn(prototype, "toString")) return () => {};
  Object.defineProperty(prototype, "toString", { value: prototype.toString, configurable: true, writable: true });
  return () => delete prototype.toString;
}
