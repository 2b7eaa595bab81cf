// What may fail without anyone being the worse for it, and must not reach the page.

export function attempt(run) {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** As `attempt`, for what a developer has handed over: the first error is shown, and `fallback` is given instead. */
export function createGuard(name) {
  let told;
  return (run, fallback) => {
    try {
      return run();
    } catch (error) {
      if (!told) console.error(`[cors-forecast] ${name} threw; its further errors are not shown.`, error);
      told = true;
      return fallback;
    }
  };
}
