import type { Socket } from "node:net";
import type pg from "pg";

/** Connections whose messages wait, to leave together in one write: each write costs both sides a system call. */
const held = new WeakSet<pg.PoolClient>();

/** Keeps what is asked of a connection back until `endBatch`. Held twice it is held once. */
export function beginBatch(client: pg.PoolClient): void {
  if (held.has(client)) return;
  held.add(client);
  streamOf(client).cork();
}

export function endBatch(client: pg.PoolClient): void {
  if (held.delete(client)) streamOf(client).uncork();
}

/** The client's socket, which its types do not show. */
function streamOf(client: pg.PoolClient): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
