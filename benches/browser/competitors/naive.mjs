// What most would write: one Request of both arguments, whose headers are read.

export function install() {
  let requests = 0;
  let headers = 0;
  const native = globalThis.fetch;
  globalThis.fetch = function fetch(input, init) {
    const request = new Request(input, init);
    for (const [name, value] of request.headers) headers += name.length + value.length;
    requests++;
    return native.call(this, request);
  };
  return { seen: () => requests, read: () => headers };
}
