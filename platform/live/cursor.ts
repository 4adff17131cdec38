/**
 * How far somebody has followed the log: a snapshot of PostgreSQL's, of which database it is, and when it was taken, in seconds.
 * It says of each transaction whether it is in it, so that nothing is missed that commits later than what began after it.
 */
export type Cursor = { database: string; at: number; snapshot: string };

/** So long events are kept, and cursors count. */
export const keptSeconds = 24 * 60 * 60;

const lengthMax = 8_000;
const form = /^([0-9a-f]{8})\.(\d{1,12})\.(\d{1,18}:\d{1,18}:(?:\d{1,18}(?:,\d{1,18})*)?)$/;

export const writeCursor = ({ database, at, snapshot }: Cursor): string => `${database}.${at}.${snapshot}`;

/** Null for what is none. */
export function readCursor(text: string): Cursor | null {
  const parts = text.length <= lengthMax ? form.exec(text) : null;
  if (!parts || !isOrdered(parts[3]!)) return null;
  return { database: parts[1]!, at: Number(parts[2]), snapshot: parts[3]! };
}

/** As PostgreSQL writes them, which takes no other. */
function isOrdered(snapshot: string): boolean {
  const { min, max, open } = boundsOf(snapshot);
  const ids = open.map(BigInt);
  return min > 0n && min <= max && ids.every((id, index) => id >= (ids[index - 1] ?? min) && id < max);
}

/** Whether a log can be followed on from a cursor. @param now how far it has been followed by now */
export function isOf(now: Cursor, { database, at, snapshot }: Cursor): boolean {
  const isRecent = at > now.at - keptSeconds && at <= now.at;
  // A database that was set back to a copy has not come to this transaction yet.
  return database === now.database && isRecent && boundsOf(snapshot).max <= boundsOf(now.snapshot).max;
}

/** Whether a snapshot holds what a transaction did that has committed since. */
export function isIn(snapshot: string, transaction: string): boolean {
  const { min, max, open } = boundsOf(snapshot);
  const id = BigInt(transaction);
  return id < min || (id < max && !open.includes(transaction));
}

function boundsOf(snapshot: string): { min: bigint; max: bigint; open: string[] } {
  const [min = "0", max = "0", open = ""] = snapshot.split(":");
  return { min: BigInt(min), max: BigInt(max), open: open === "" ? [] : open.split(",") };
}
