// Reads all cards below the folders given with gray-matter, takes what a list shows, and prints how many and how long.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, ...folders] = process.argv.slice(2);
const matter = createRequire(join(modules, "package.json"))("gray-matter");
const start = performance.now();
const rows = [];
for (const folder of folders)
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".md")) continue;
    // With options, since without any it keeps every text for the next time.
    const card = matter(readFileSync(join(folder, name), "utf8"), {}).data;
    const { title, excerpt, publishedDateTime, published, heat, quality, provider, topics, images } = card;
    rows.push({ name, title, excerpt, publishedDateTime, published, heat, quality, provider, topics, images });
  }
console.log(rows.length, (performance.now() - start) / 1000);
