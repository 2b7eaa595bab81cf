// The page's own at the moment of the first import: later patches, for example fake timers in tests, are not for us.

function own<Name extends keyof typeof globalThis>(name: Name): (typeof globalThis)[Name] {
  const value = globalThis[name] as unknown;
  return (typeof value === "function" ? value.bind(globalThis) : value) as (typeof globalThis)[Name];
}

/** Nothing is done before it is called, so that builds for production can leave it out. */
export function nativesOf() {
  const idle = own("requestIdleCallback") as typeof requestIdleCallback | undefined;
  const later = own("setTimeout") as (run: () => void, milliseconds?: number) => number;
  const { now } = Date;
  return {
    Channel: globalThis.BroadcastChannel as typeof BroadcastChannel | undefined,
    now: () => now.call(Date),
    later,
    forget: own("clearTimeout") as (timer: number | undefined) => void,
    frame: own("requestAnimationFrame") as (run: () => void) => number,
    turn: own("queueMicrotask"),
    /** When the page has nothing to do, or after a while where it does not tell. */
    idle: (run: () => void): unknown => (idle ? idle(run, { timeout: 3000 }) : later(run, 300)),
    warn: console.warn.bind(console),
  };
}

export type Natives = ReturnType<typeof nativesOf>;
