import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import type { FairPool } from "./fair-pool.ts";

/** Where a request comes from, and what it does. */
export type RequestFrom = { ip: string; userAgent: string; act: string };

const current = new AsyncLocalStorage<RequestFrom>();

/**
 * Runs what one request does. The rows that the account log writes by itself say where it came from: transactions that are
 * opened meanwhile carry it, and so do connections of a `sayingPool`.
 */
export function saying<T>(from: RequestFrom, run: () => Promise<T>): Promise<T> {
  return current.run(from, run);
}

/** What `saying` was told; undefined outside of a request. */
export const requestNow = (): RequestFrom | undefined => current.getStore();

/** To follow what begins a transaction; "" outside of a request. */
export function sayingSql(): string {
  const from = current.getStore();
  return from ? `; set local app.request_from = ${pg.escapeLiteral(asSetting(from))}` : "";
}

/** A pool for better-auth, which opens its transactions itself. */
export function sayingPool(pool: FairPool): Pick<FairPool, "connect" | "end" | "options"> {
  async function connect(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    const from = current.getStore();
    if (!from) return client;
    const release = client.release.bind(client);
    const set = (value: string) => client.query("select set_config('app.request_from', $1, false)", [value]);
    // Nobody else may act under this request's name: a connection that would keep it is closed.
    client.release = (broken) => void set("").then(() => release(broken), release);
    try {
      await set(asSetting(from));
      return client;
    } catch (error) {
      release(true);
      throw error;
    }
  }
  return { connect, end: () => pool.end(), options: pool.options };
}

const asSetting = ({ ip, userAgent, act }: RequestFrom) => JSON.stringify({ ip, user_agent: userAgent, act });
