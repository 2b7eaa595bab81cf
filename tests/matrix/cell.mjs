// One cell of the table in a process of its own: `node cell.mjs TOOL dev|watched|build|start|imports FOLDER` prints what it has
// made (a URL, a folder, several folders), and goes on serving until its standard input ends.

const [tool, kind, root] = process.argv.slice(2);
process.chdir(root);
// What was started below ends with it.
process.once("SIGTERM", () => process.exit(1));
const made = await (await import(`./tools/${tool}.mjs`))[kind](root);
console.log(`\n${JSON.stringify({ made: made ?? "" })}`);
process.stdin.on("end", () => process.exit()).resume();
if (kind !== "dev" && kind !== "start") process.exit();
