// Runs in the page: a fetch that costs nothing, calls of which half are preflighted, and the panel's list, scrolled.

const { Response } = globalThis;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

let made = 0;
let entry;
const installation = () => globalThis[Symbol.for("cors-forecast.v1")].installation;
const list = () => document.querySelector("cors-forecast-panel")?.shadowRoot.querySelector(".shown.timeline .drawn").shadowRoot.querySelector(".window");

async function start(path) {
  const done = Promise.resolve(new Response(null, { status: 204 }));
  globalThis.fetch = function fetch() {
    return done;
  };
  if (path) entry = await import(path);
}

function call() {
  const i = made++;
  const url = `https://api.example/users/${i % 5000}/items?page=${i % 97}`;
  return i % 2 === 0 ? fetch(url) : fetch(url, { method: "PUT", headers: { "X-Request-Id": `${i}` }, body: "{}" });
}

/** Makes so many calls as fast as they are reported. */
async function fill(count) {
  for (let left = count; left > 0; left -= 500) {
    for (let i = Math.min(left, 500); i > 0; i--) call();
    installation().reports();
    await turn();
  }
}

async function show(tab) {
  await entry.openPanel();
  document.querySelector("cors-forecast-panel").shadowRoot.querySelector(`#tab-${tab}`).click();
  await frame();
  await frame();
}

/** Milliseconds from frame to frame, scrolling up and down by a screen in each third frame, while calls go on. */
async function scroll(milliseconds) {
  const frames = [];
  const place = list();
  let [last, way] = [await frame(), -1];
  const end = last + milliseconds;
  while (last < end) {
    if (place) {
      if (place.scrollTop < 500) way = 1;
      if (place.scrollTop + place.clientHeight > place.scrollHeight - 500) way = -1;
      place.scrollTop += way * 140;
      if (frames.length % 2 === 0) for (let i = 0; i < 3; i++) call();
    }
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  return frames;
}

/** So many calls, 50 in each frame, and then what was put off. Microseconds that one of them has taken by itself. */
async function spread(count) {
  let spent = 0;
  for (let left = count; left > 0; left -= 50) {
    const began = performance.now();
    for (let i = 0; i < 50; i++) call();
    spent += performance.now() - began;
    await frame();
  }
  installation().reports();
  for (let i = 0; i < 90; i++) await frame();
  return { called: (1000 * spent) / count };
}

function rows() {
  const place = list();
  return place ? { length: Math.round(place.scrollHeight / 28), nodes: place.querySelectorAll(".row").length } : {};
}

globalThis.bench = { start, fill, show, scroll, spread, rows };
