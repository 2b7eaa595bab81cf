import { build as bundle, createServer } from "vite";

import { viteTool } from "./vite-any.mjs";

export const { title, dev, build } = viteTool("Vite 8", { build: bundle, createServer });
