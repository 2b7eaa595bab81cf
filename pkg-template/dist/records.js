// What the core has kept: shelves of texts, the last used last. The first letter of a key is its shelf.

/** Records of a shelf, whatever the engine's own limit; so a page of a million URLs stays small. */
const LIMIT = 1500;

export class Records {
  #shelves = new Map();
  #onPut;

  /** `onPut(key, text, until)` hears of what the core has put here. */
  constructor(onPut) {
    this.#onPut = onPut;
  }

  #shelf(key) {
    let shelf = this.#shelves.get(key[0]);
    if (!shelf) this.#shelves.set(key[0], (shelf = new Map()));
    return shelf;
  }

  get(key) {
    return this.#shelf(key).get(key)?.text;
  }

  put(key, text, until) {
    this.take(key, text, until);
    this.#onPut?.(key, text, until);
  }

  /** As `put`, from elsewhere. */
  take(key, text, until) {
    const shelf = this.#shelf(key);
    shelf.delete(key);
    if (shelf.size >= LIMIT) shelf.delete(shelf.keys().next().value);
    shelf.set(key, { text, until });
  }

  remove(key) {
    this.#shelf(key).delete(key);
  }

  count(key) {
    return this.#shelf(key).size;
  }

  /** One that has ended by `now` or, failing that, the one that was not used for longest. */
  victim(key, now) {
    const shelf = this.#shelf(key);
    for (const [name, { until }] of shelf) if (until <= now) return name;
    return shelf.keys().next().value;
  }

  /** What is of use after `now`, as `[key, text, until]`; the last used first. */
  *live(now) {
    for (const shelf of this.#shelves.values()) {
      for (const [key, { text, until }] of [...shelf].reverse()) if (until > now) yield [key, text, until];
    }
  }
}
