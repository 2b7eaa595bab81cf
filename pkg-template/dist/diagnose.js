// Asks a server once more, without CORS: whether it can be reached at all is something that a page can see. A real request,
// which is why only a developer makes it.

export async function diagnose(fetch, url) {
  const target = new URL(url, globalThis.location?.href).href;
  try {
    await fetch.call(globalThis, target, { mode: "no-cors", credentials: "omit", cache: "no-store" });
  } catch {
    return {
      reachable: false,
      text: "It can't be reached: the network, DNS, a certificate, a blocked port, CSP or an extension.",
    };
  }
  return {
    reachable: true,
    text: "It can be reached: its answer to the preflight or the request is not what CORS asks for.",
  };
}
