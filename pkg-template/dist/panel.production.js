// `import "cors-forecast/panel"` in production: nothing.

export async function openPanel() {}

export function closePanel() {}
