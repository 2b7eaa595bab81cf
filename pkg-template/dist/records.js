// What the core has kept: shelves of texts, the last used last. The first letter of a key is its shelf.

/** Records of a shelf, whatever the engine's own limit; so a page of a million URLs stays small. */
const LIMIT = 1500;

/** The key that was put into a map before all others. */
export const oldest = (map) => map.keys().next().value;

/** `onPut(key, text, until)` hears of what the core has put here. */
export function createRecords(onPut) {
  const shelves = new Map();

  function shelf(key) {
    const [name] = key;
    if (!shelves.has(name)) shelves.set(name, new Map());
    return shelves.get(name);
  }

  /** As `put`, from elsewhere. */
  function take(...record) {
    const [key] = record;
    const of = shelf(key);
    of.delete(key);
    if (of.size >= LIMIT) of.delete(oldest(of));
    of.set(key, record);
  }

  return {
    /** What takes back what is put here, unless something else has come since. */
    undo: [],
    get: (key) => shelf(key).get(key)?.[1],
    put(...record) {
      const [key, text] = record;
      const before = shelf(key).get(key);
      this.undo.push(() => {
        if (this.get(key) === text) before ? take(...before) : this.remove(key);
      });
      take(...record);
      onPut(...record);
    },
    take,
    remove: (key) => shelf(key).delete(key),
    count: (key) => shelf(key).size,
    /** One that has ended by `now` or, failing that, the one that was not used for longest. */
    victim(key, now) {
      const of = shelf(key);
      for (const [name, , until] of of.values()) if (until <= now) return name;
      return oldest(of);
    },
    /** What is of use after `now`, as `[key, text, until]`; the last used first. */
    live: (now) =>
      [...shelves.values()].flatMap((of) => [...of.values()].reverse()).filter(([, , until]) => until > now),
  };
}
