import htmx from "htmx.org";

export function calls({ api }) {
  htmx.config.mode = "cors";
  htmx.config.selfRequestsOnly = false;
  const target = document.body.appendChild(document.createElement("div"));
  /** What the target shows in the end. */
  const ajax = async (verb, path, context) => {
    await htmx.ajax(verb, api + path, { target, swap: "innerHTML", ...context });
    return target.textContent;
  };
  /** The same by an attribute, as pages have it. */
  const click = async (html) => {
    target.innerHTML = html;
    htmx.process(target);
    const swapped = new Promise((resolve) => document.addEventListener("htmx:after:swap", resolve, { once: true }));
    target.querySelector("button").click();
    await swapped;
    return target.textContent;
  };
  return {
    "GET": () => ajax("GET", "/items"),
    "POST of values": () => ajax("POST", "/items", { values: { a: "1" } }),
    "PUT with a header": () => ajax("PUT", "/items/1", { values: { a: "1" }, headers: { "X-Own": "1" } }),
    "GET by an attribute": () => click(`<button hx-get="${api}/items" hx-target="closest div">ask</button>`),
    "DELETE by an attribute": () => click(`<button hx-delete="${api}/items/1" hx-target="closest div">ask</button>`),
  };
}
