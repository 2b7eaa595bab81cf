// As much of a test harness as the tests beside it need. Real ones bring their own.

(() => {
  const [PASS, FAIL] = [0, 1];
  const tests = [];
  const running = [];
  const told = [];
  const global = globalThis;
  const isWorker = !("document" in global);

  global.promise_test = (run, name) => running.push((running.at(-1) ?? Promise.resolve()).then(run).then(pass(name), fail(name)));
  global.assert_equals = (actual, expected, what = "") => {
    if (!Object.is(actual, expected)) throw new Error(`${what}: expected ${JSON.stringify(expected)} but got ${JSON.stringify(actual)}`);
  };
  global.add_completion_callback = (callback) => told.push(callback);
  global.done = () => {};
  global.fetch_tests_from_worker = (worker) => {
    running.push(new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(tests.push(...data)))));
  };

  const pass = (name) => () => tests.push({ name, status: PASS, message: null });
  const fail = (name) => (error) => tests.push({ name, status: FAIL, message: error.message });
  const end = async () => {
    await Promise.all(running);
    if (isWorker) postMessage(tests);
    else told.forEach((tell) => tell(tests, { status: 0, message: null }));
  };
  if (isWorker) setTimeout(end);
  else addEventListener("load", end);
})();
