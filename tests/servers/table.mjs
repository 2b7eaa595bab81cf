// The table, for the terminal and for the README.

/** Stack × policy, then what failed. */
export function printTable(rows, policies) {
  const columns = policies.map(({ id }) => id);
  const width = Math.max(...rows.map(({ title }) => title.length));
  console.log(["".padEnd(width), ...columns].join("  "));
  for (const { title, cells, skipped, notVerified, versions } of rows) {
    const marks = cells?.map(({ green }, index) => (green ? "yes" : "NO").padEnd(columns[index].length));
    const rest = skipped ? `skipped: ${skipped}` : `not verified: ${notVerified}`;
    console.log([title.padEnd(width), ...(marks ? [...marks, versions] : [rest])].join("  "));
  }
  for (const { title, unlisted } of rows)
    if (unlisted) console.log(`\n${title} permits ${unlisted.join(", ")} whatever it is told: yes is said of all else.`);
  for (const { title, cells = [], wrong } of rows) {
    if (wrong) console.log(`\n${title}: ${wrong}`);
    for (const { title: policy, failures } of cells.filter(({ green }) => !green)) {
      console.log(`\n${title}, ${policy}:`);
      for (const { check, what } of failures.slice(0, 12)) console.log(`  ${check}: ${what.replaceAll("\n", "\n    ")}`);
      if (failures.length > 12) console.log(`  and ${failures.length - 12} more`);
    }
  }
}

/** A line for each stack: with which versions all policies are green, or why it was not run. */
export function readmeTable(rows, policies) {
  const lines = new Map();
  for (const { stack, title, name = title, versions, notVerified, unlisted } of rows) {
    const but = unlisted ? `; always permits ${unlisted.join(", ")}` : "";
    // Variants share their stack's line.
    if (!lines.has(stack))
      lines.set(
        stack,
        `| ${name} | \`${stack}\` | ${notVerified ? `not verified: ${notVerified}` : `${policies.length} policies, ${versions}${but}`} |`,
      );
  }
  return ["| server | id | verified |", "|---|---|---|", ...lines.values()].join("\n");
}
