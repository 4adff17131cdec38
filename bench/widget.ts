import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { printTable } from "./load/table.ts";

const dist = join(import.meta.dirname, "../dist/widget");

/** Bytes that a page pays: the loader, and everything until a panel is open, as they are served over HTTPS (Brotli). */
export default async function widget(): Promise<void> {
  if (!existsSync(join(dist, "widget.js"))) throw new Error("The widget is not built. Run npm start once.");
  const files = filesFrom("widget.js");
  const sizes = files.map((path) => statSync(join(dist, `${path}.br`)).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(2)} kB`;
  printTable([
    ["loader", kilobytes(sizes[0] ?? 0), "goal ≤ 3 kB"],
    ["everything to an open panel", kilobytes(total), "goal ≤ 16 kB"],
    ...files.slice(1).map((path, index) => [`  ${path}`, kilobytes(sizes[index + 1] ?? 0), ""]),
  ]);
}

/** A file and all that it names, directly or not: chunks are known by their file names. */
function filesFrom(entry: string): string[] {
  const assets = join(dist, "assets");
  const names = existsSync(assets) ? readdirSync(assets).filter((name) => /\.(js|css)$/.test(name)) : [];
  const found = [entry];
  for (const path of found) {
    const text = readFileSync(join(dist, path), "utf8");
    for (const name of names) if (text.includes(name) && !found.includes(`assets/${name}`)) found.push(`assets/${name}`);
  }
  return found;
}
