import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Outbox<Item> = {
  add(item: Item): Promise<void>;
  /** What was added, newest first. */
  list(): Promise<(Item & { sent_at: string })[]>;
};

/** What would have been sent from this machine: one JSON line each in `DATA_DIR/NAME.jsonl`, so that a restart keeps it. */
export function openOutbox<Item extends object>(dataDir: string, name: string): Outbox<Item> {
  const path = join(dataDir, `${name}.jsonl`);
  return {
    async add(item) {
      await mkdir(dataDir, { recursive: true });
      await appendFile(path, `${JSON.stringify({ ...item, sent_at: new Date().toISOString() })}\n`, { mode: 0o600 });
    },
    async list() {
      const text = await readFile(path, "utf8").catch(() => "");
      const lines = text.split("\n").filter((line) => line !== "");
      return lines.map((line) => JSON.parse(line) as Item & { sent_at: string }).toReversed();
    },
  };
}
