import type { Stripe } from "stripe";
import type { Connector } from "./connector/connector.ts";
import type { Doors } from "./doors.ts";
import type { Env } from "./env.ts";
import type { Events } from "./events.ts";
import type { Limits } from "./limits.ts";
import type { Live } from "./live/live.ts";
import type { Logger } from "./log.ts";
import type { Mail } from "./mail/mail.ts";
import type { Sms } from "./sms/sms.ts";
import type { Storage } from "./storage/storage.ts";
import type { Embeddings } from "./embeddings/embeddings.ts";
import type { Models } from "./models/models.ts";

/**
 * The machine under the product: what main.ts opens once and every operation and job is given. The database and the queue
 * are not in it, and nothing in it leads to them: see engine.ts.
 */
export type Platform = {
  env: Env;
  log: Logger;
  /** Keys of every purpose derive from it (platform/keys.ts). */
  appSecret: string;
  mail: Mail;
  sms: Sms;
  /** Null where nothing is paid through Stripe. */
  stripe: Stripe | null;
  storage: Storage;
  models: Models;
  /** Null where passages are found by words alone. */
  embeddings: Embeddings | null;
  /** The way to addresses that tenants set. */
  connector: Connector;
  limits: Limits;
  events: Events;
  live: Pick<Live, "follow" | "signal" | "release">;
  doors: Pick<Doors, "watch" | "lookEveryMs">;
};
