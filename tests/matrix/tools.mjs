// The tools of the table, in its order.

export const TOOLS = ["vite", "vite-7", "webpack", "rspack", "rsbuild", "rollup", "esbuild", "parcel", "next", "worker", "import-map"];

/** Those that the tests take. */
export const QUICK = ["vite", "webpack", "esbuild", "rollup", "parcel"];
