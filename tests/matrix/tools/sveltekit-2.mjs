import { svelteKitTool } from "./sveltekit-any.mjs";

const config = {
  "vite.config.js": `import { sveltekit } from "@sveltejs/kit/vite";
export default { plugins: [sveltekit()] };
`,
  "svelte.config.js": `import adapter from "@sveltejs/adapter-node";
export default { kit: { adapter: adapter() } };
`,
};

export const { title, renders, dev, build, start } = svelteKitTool("SvelteKit 2", "sveltekit-2", { node: () => process.execPath, config });
