// The stacks that can be run, in the order of the table. What each needs is in `stacks/<id>/stack.mjs`.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** All that there are emitters for, in the order in which they are listed to people. */
export const STACKS = [
  ...["express", "fastify", "koa", "hono", "nest", "node-http", "flask", "django", "fastapi", "aiohttp", "gin", "rs-cors", "jub0bs-cors"],
  ...["actix-web", "axum", "spring-boot", "aspnet-core", "rails", "nginx", "apache", "caddy", "cloudflare-workers"],
  ...["aws-api-gateway", "aws-cloudfront", "vite-proxy", "webpack-proxy"],
];

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
