/** A call that sends a preflight, to where the address says. */
export async function call() {
  const api = new URLSearchParams(location.search).get("api");
  try {
    const response = await fetch(`${api}/items/1`, { method: "PUT", headers: { "X-Request-Id": "1" } });
    document.title = `done ${response.status}`;
  } catch (error) {
    document.title = `failed ${error}`;
  }
}
