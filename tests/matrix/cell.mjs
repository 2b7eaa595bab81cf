// One cell of the table in a process of its own: `node cell.mjs TOOL dev|watched|build FOLDER` prints `{ url }` or `{ folder }`,
// and goes on serving until its standard input ends.

const [tool, kind, root] = process.argv.slice(2);
process.chdir(root);
const made = await (await import(`./tools/${tool}.mjs`))[kind](root);
console.log(`\n${JSON.stringify({ made })}`);
process.stdin.on("end", () => process.exit()).resume();
if (kind !== "dev") process.exit();
