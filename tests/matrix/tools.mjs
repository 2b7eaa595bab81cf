// The tools of the table, in its order.

export const TOOLS = ["vite", "vite-7", "vite-react", "vite-vue", "vite-svelte", "webpack", "rspack", "rsbuild", "rollup", "esbuild", "parcel", "next", "worker", "import-map", "script-tag"];

/** Those that the tests take. */
export const QUICK = ["vite", "webpack", "esbuild", "rollup", "parcel"];
