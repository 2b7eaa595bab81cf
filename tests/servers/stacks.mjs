// The stacks of the table, in its order. What can be run has a folder, with what it needs in `stacks/<id>/stack.mjs`.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { stacks } from "../../dist/pkg/dist/server.js";

/** All that there are emitters for, in the order in which they are listed to people. */
export const STACKS = stacks().map(({ id }) => id);

/** Those that the tests take. */
export const QUICK = ["express", "fastify"];

/** What a stack's folder says of it; `undefined` for one that can't be run here. */
export async function stackOf(id) {
  const folder = fileURLToPath(new URL(`stacks/${id}/`, import.meta.url));
  if (!existsSync(`${folder}stack.mjs`)) return undefined;
  return { id, folder, ...(await import(`./stacks/${id}/stack.mjs`)).default };
}

/** What has to be installed for it: an npm folder, a Python environment, programs by their Debian packages. */
export const needsOf = ({ id, needs = {} }) => ({ stack: id, npm: false, python: false, programs: {}, ...needs });
