// What is wrong with what a command was given.

/** What is said to whoever called, without a stack: `fix` is what they can do. */
export class Wrong extends Error {
  constructor(message, fix) {
    super(fix ? `${message}\n${fix}` : message);
  }
}
