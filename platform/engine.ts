import type { Database } from "./database/open.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Platform } from "./platform.ts";

/** What a platform runs on: with it, one reaches every organization. */
export type Engine = { database: Database; jobs: Jobs };

/** Beside the platforms rather than in them, so that nothing an operation is given leads here. */
const engines = new WeakMap<Platform, Engine>();

/** For the door and for what is composed. The walls keep features out: they have `leaveTenant` (access/leave-tenant.ts). */
export function engineOf(platform: Platform): Engine {
  const engine = engines.get(platform);
  if (!engine) throw new Error("This platform was composed without its engine: see withEngine.");
  return engine;
}

export function withEngine<P extends Platform>(platform: P, engine: Engine): P {
  engines.set(platform, engine);
  return platform;
}
