// As `cors-forecast/auto` does it, with a listener in the place of the console.

import { install as wrap } from "cors-forecast/standalone";

export function install() {
  let reports = 0;
  const installation = wrap();
  installation.on(() => void reports++);
  if (!installation.active) throw new Error("cors-forecast is not active");
  return { seen: () => reports + installation.unreported + installation.sameOrigin, unreported: () => installation.unreported };
}
