// The wrapper as a classic script, which runs before everything that stands behind it: for whoever writes HTML, by hand or as
// a development server. It leaves no name behind.

import { install } from "./install.js";

/** Where whoever serves it may have put options. */
const OPTIONS = Symbol.for("cors-forecast.options");

const options = globalThis[OPTIONS];
delete globalThis[OPTIONS];
install({ level: "findings", ...options });
