// A clock that can run faster than the reader's, and be put forward.

export class Clock {
  #base = 0;
  #since = performance.now();

  constructor(private running = 1) {}

  /** Milliseconds since it was started. */
  now(): number {
    return this.#base + (performance.now() - this.#since) * this.running;
  }

  /** How many times as fast as the reader's; 0 stands still. */
  get pace(): number {
    return this.running;
  }

  set pace(pace: number) {
    this.#base = this.now();
    this.#since = performance.now();
    this.running = pace;
  }

  skip(milliseconds: number): void {
    this.#base += milliseconds;
  }
}
