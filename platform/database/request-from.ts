import pg from "pg";
import { currentRequest, type RequestFrom } from "../work.ts";
import type { FairPool } from "./fair-pool.ts";

/** To follow what begins a transaction, so that its rows can say where they come from; "" where no request has said so. */
export function sayingSql(): string {
  const from = currentRequest()?.from;
  return from ? `; set local app.request_from = ${pg.escapeLiteral(asSetting(from))}` : "";
}

/** The pool as better-auth uses it, which opens its transactions itself: its connections say where the request comes from. */
export function sayingPool(pool: FairPool): Pick<FairPool, "connect" | "end" | "options"> {
  async function connect(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    const from = currentRequest()?.from;
    if (!from) return client;
    const { release } = client;
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
