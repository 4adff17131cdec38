import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The secret of this installation, made once into `DATA_DIR/secret`. Written and synced beside its place and then
 * linked to it, so that two starters agree and a crash leaves a whole one or none.
 */
export async function readOrMakeSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, "secret");
  const found = await readSecret(path);
  if (found) return found;
  const draft = `${path}.${process.pid}`;
  try {
    await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flush: true });
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const made = await readSecret(path);
  if (!made) throw new Error(`${path} is empty. Restore it from a back-up: sessions and stored keys depend on it.`);
  return made;
}

async function readSecret(path: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  if (text.trim().length < 32) throw new Error(`${path} is damaged. Restore it from a back-up: sessions and stored keys depend on it.`);
  return text.trim();
}
