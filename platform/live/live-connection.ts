import pg from "pg";
import type { Logger } from "../log.ts";
import { readDatabaseKey, type Ask } from "./log.ts";

export const channel = "live_events";

/** @property database by which key its cursors are known */
export type Connected = { ask: Ask; database: string };

type Opened = { client: pg.Client; connected: Promise<Connected> };

/**
 * One connection of a process for the log of events: it asks and listens, beside the pools, so that neither jobs nor requests
 * keep it waiting. Opened when it is needed, and again after it was lost.
 */
export class LiveConnection {
  readonly #config: pg.ClientConfig;
  readonly #log: Logger;
  readonly #listens: boolean;
  readonly #hear: (notice: string) => void;
  #current: Opened | undefined;
  #isClosed = false;

  /** @param listens false where notices do not arrive, as behind a pooler */
  constructor(config: pg.ClientConfig, options: { log: Logger; listens: boolean; hear(notice: string): void }) {
    this.#config = config;
    this.#log = options.log;
    this.#listens = options.listens;
    this.#hear = options.hear;
  }

  /** @throws what the driver throws where there is no connection to be had */
  connected(): Promise<Connected> {
    if (this.#isClosed) return Promise.reject(new Error("The log of events is closed."));
    this.#current ??= this.#open();
    return this.#current.connected;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = this.#current?.client;
    this.#current = undefined;
    await client?.end().catch(() => {});
  }

  #open(): Opened {
    const config: pg.ClientConfig & { pipeline: true } = {
      ...this.#config,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      pipeline: true,
    };
    const client = new pg.Client(config);
    const forget = () => {
      if (this.#current?.client === client) this.#current = undefined;
    };
    client.on("error", (error) => {
      this.#log.warn({ error: error.message }, "the connection to the log of events was lost");
      forget();
    });
    client.on("end", forget);
    client.on("notification", ({ payload = "" }) => this.#hear(payload));
    const connected = this.#begin(client);
    connected.catch(() => {
      forget();
      client.end().catch(() => {});
    });
    return { client, connected };
  }

  async #begin(client: pg.Client): Promise<Connected> {
    await client.connect();
    if (this.#listens) await client.query(`listen ${channel}`);
    const ask: Ask = async (text, values) => (await client.query(text, values)).rows;
    return { ask, database: await readDatabaseKey(ask) };
  }
}
