// All patterns, topic by topic.

import aborts from "./aborts.mjs";
import bodies from "./bodies.mjs";
import errors from "./errors.mjs";
import headers from "./headers.mjs";
import identity from "./identity.mjs";
import init from "./init.mjs";
import inputs from "./inputs.mjs";
import installing from "./installing.mjs";
import others from "./others.mjs";
import realms from "./realms.mjs";
import responses from "./responses.mjs";
import threads from "./threads.mjs";

export default [
  ...[inputs, init, headers, bodies, errors, aborts, responses, identity],
  ...[threads, others, installing, realms],
].flat();
