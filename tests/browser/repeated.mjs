// Chance, of a browser or of a busy machine, is told from what the wrapper does: what differs once is run again.

/** How often both are run again. */
const AGAIN = 5;

/**
 * Runs something without the wrapper and with it, by `run(wrapped)`, and compares by `compare(native, wrapped)`, which gives
 * a list. What differs counts if more than one run of either kind is unlike every run of the other.
 * `{ native, wrapped, differences, chance }`: the first two runs, what counts, and what does not.
 */
export async function runBoth(run, compare, again = AGAIN) {
  const natives = [];
  const wrappeds = [];
  const once = async () => {
    natives.push(await run(false));
    wrappeds.push(await run(true));
  };
  await once();
  const [[native], [wrapped]] = [natives, wrappeds];
  const found = compare(native, wrapped);
  for (let times = 0; found.length > 0 && times < again; times++) await once();
  const differ = (one, other) => compare(one, other).length > 0;
  const unlike = [
    natives.filter((one) => wrappeds.every((other) => differ(one, other))),
    wrappeds.filter((other) => natives.every((one) => differ(one, other))),
  ];
  const counts = unlike.some((runs) => runs.length > 1);
  return { native, wrapped, differences: counts ? found : [], chance: counts ? [] : found };
}
