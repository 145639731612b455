// Prints what a visitor downloads, with brotli at its strongest, and fails when it is over budget.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const budgets = { "css/portal.css": 12_000, "js/portal.js": 6_000, "images/icon.svg": 1_000 };

for (const [name, budget] of Object.entries(budgets)) {
  const raw = readFileSync(new URL(`../static/${name}`, import.meta.url));
  const small = brotliCompressSync(raw).length;
  console.log(`${name}: ${raw.length} bytes, ${small} with brotli, budget ${budget}`);
  if (small > budget) process.exitCode = 1;
}
