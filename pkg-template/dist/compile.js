// Compiles a WebAssembly module beside the page's thread.

/** `source` is a response, or bytes. */
export async function compile(source) {
  if (typeof source.arrayBuffer !== "function") return WebAssembly.compile(source);
  if (!source.ok) throw new Error(`${source.url} was answered with ${source.status}`);
  // A server that does not know the type is no obstacle.
  const streams = source.headers.get("Content-Type")?.split(";")[0] === "application/wasm";
  return streams ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
}
