// The tools of the table, in its order.

export const TOOLS = [
  ...["vite", "vite-7", "vite-react", "vite-vue", "vite-svelte", "webpack", "rspack", "rsbuild", "rollup", "esbuild", "parcel"],
  ...["next", "next-webpack", "nuxt", "sveltekit-3", "sveltekit-2", "astro", "angular", "worker", "import-map", "script-tag"],
  ...["vitest", "jest", "node-import", "node-require", "deno"],
];

/** Those that the tests take. */
export const QUICK = ["vite", "webpack", "esbuild", "rollup", "parcel"];

/** The folders of `frameworks/` that a tool needs, its own one last; what is in none comes with the tests' own packages. */
const FRAMEWORKS = {
  next: ["next"],
  "next-webpack": ["next"],
  nuxt: ["node", "nuxt"],
  "sveltekit-3": ["node", "sveltekit-3"],
  "sveltekit-2": ["sveltekit-2"],
  astro: ["node", "astro"],
  angular: ["node", "angular"],
  vitest: ["node", "runners"],
  jest: ["runners"],
  deno: ["runners"],
};

export const needs = (tool) => FRAMEWORKS[tool] ?? [];
