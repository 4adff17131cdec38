import { readdir, readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { isAlive, major, socketDirectory } from "#platform/database/embedded/directories.ts";
import type { Report } from "./report.ts";
import { readableSize } from "./size.ts";

const freeBytesMin = 500_000_000;
const mailboxBytesMax = 100_000_000;

/**
 * Reads what DATA_DIR tells without a database.
 * @returns where the embedded PostgreSQL listens, while it runs
 */
export async function examineDirectory(dataDir: string, report: Report): Promise<{ host: string; port: number } | null> {
  const say = (name: string, value: string) => void report.facts.push({ name, value });
  const data = join(dataDir, `postgres-${major}`);
  if (!(await stat(dataDir).catch(() => null))) {
    say("Database", "none yet: npm start makes it");
    return null;
  }
  const version = (await readFile(join(data, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (!version) {
    const others = (await readdir(dataDir)).filter((name) => /^postgres-\d+$/.test(name));
    if (others.length > 0)
      report.problems.push(
        `DATA_DIR holds ${others.join(", ")}, and this version comes with PostgreSQL ${major}. Start the version that made it.`,
      );
    say("Database", "none yet: npm start makes it");
  }
  say("Files", readableSize(await sizeBelow(join(dataDir, "files"))));
  const mailbox = await stat(join(dataDir, "mailbox.jsonl")).then(
    (found) => found.size,
    () => 0,
  );
  say("Mailbox", readableSize(mailbox));
  if (mailbox > mailboxBytesMax)
    report.problems.push(`The local mailbox is large. Remove ${join(dataDir, "mailbox.jsonl")}, or set SMTP_URL.`);
  await examineDisk(dataDir, report);
  await examineSecret(dataDir, Boolean(version), report);
  return version ? findPostmaster(dataDir, data, report) : null;
}

async function findPostmaster(dataDir: string, data: string, report: Report): Promise<{ host: string; port: number } | null> {
  const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const [pid, port, host] = [Number(lines[0]), Number(lines[3]), lines[4]];
  const say = (name: string, value: string) => void report.facts.push({ name, value });
  if (!pid || !isAlive(pid)) {
    say("PostgreSQL", pid ? `${major}, not running; it did not stop cleanly, and recovers at the next start` : `${major}, not running`);
    say("Database size", `${readableSize(await sizeBelow(data))} on disk, write-ahead log included`);
    return null;
  }
  say("PostgreSQL process", String(pid));
  say("Socket", host ?? socketDirectory(dataDir));
  return { host: host ?? socketDirectory(dataDir), port: port || 5432 };
}

async function examineDisk(dataDir: string, report: Report): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  report.facts.push({ name: "Free on disk", value: readableSize(bavail * bsize) });
  if (bavail * bsize < freeBytesMin)
    report.problems.push("The disk is almost full: PostgreSQL stops when it is. Make room, or move DATA_DIR.");
}

async function examineSecret(dataDir: string, used: boolean, report: Report): Promise<void> {
  const path = join(dataDir, "secret");
  const found = await stat(path).catch(() => null);
  if (!found && used) report.problems.push(`${path} is missing. Restore it from a back-up: without it sessions and stored keys are lost.`);
  if (found && (found.mode & 0o077) !== 0) report.problems.push(`${path} can be read by others. Run: chmod 600 ${path}`);
}

async function sizeBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        (found) => found.size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
