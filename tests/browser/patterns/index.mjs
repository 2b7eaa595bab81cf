// All patterns, topic by topic.

import aborts from "./aborts.mjs";
import beacons from "./beacons.mjs";
import bodies from "./bodies.mjs";
import errors from "./errors.mjs";
import eventSources from "./event-sources.mjs";
import frames from "./frames.mjs";
import headers from "./headers.mjs";
import identity from "./identity.mjs";
import init from "./init.mjs";
import inputs from "./inputs.mjs";
import installing from "./installing.mjs";
import others from "./others.mjs";
import patched from "./patched.mjs";
import responses from "./responses.mjs";
import threads from "./threads.mjs";
import workers from "./workers.mjs";
import xhrEvents from "./xhr-events.mjs";
import xhrObjects from "./xhr-objects.mjs";
import xhrRequests from "./xhr-requests.mjs";

export default [
  ...[inputs, init, headers, bodies, errors, aborts, responses, identity, patched],
  ...[xhrRequests, xhrEvents, xhrObjects, beacons, eventSources],
  ...[threads, others, installing, frames, workers],
].flat();
