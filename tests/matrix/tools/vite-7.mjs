import { build as bundle, createServer } from "vite-7";

import { viteTool } from "./vite-any.mjs";

export const { title, dev, build } = viteTool("Vite 7", { build: bundle, createServer });
