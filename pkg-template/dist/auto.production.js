// `import "cors-forecast/auto"` in production: nothing.

export {};
