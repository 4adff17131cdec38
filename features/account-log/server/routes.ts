import type { SweepDefinition } from "#access/job.ts";
import { route, type Route } from "#access/router.ts";
import { listAccountEvents } from "./list-account-events.ts";
import { sweepAccountEvents } from "./sweep-account-events.ts";

export const routes: Route[] = [route("GET /v1/me/account-events", listAccountEvents)];

export const jobs: SweepDefinition[] = [sweepAccountEvents];
