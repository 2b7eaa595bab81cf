import { newerNode } from "./framework.mjs";
import { svelteKitTool } from "./sveltekit-any.mjs";

const config = {
  "vite.config.js": `import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
export default { plugins: [sveltekit({ adapter: adapter() })] };
`,
};

export const { title, renders, dev, build, start } = svelteKitTool("SvelteKit 3", "sveltekit-3", { node: newerNode, config });
