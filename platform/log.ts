import { pino, type Logger } from "pino";

export type { Logger };

/** Structured log on stdout. Paths never reach it (they can hold ids and one-time tokens), route patterns do. */
export function createLog(level: string): Logger {
  return pino({ level, base: undefined, redact: ["password", "token", "authorization", "cookie"] });
}
