import { route, type Route } from "#access/router.ts";
import { listAccountEvents } from "./list-account-events.ts";
import { listEventsOfAccount } from "./list-events-of-account.ts";

export const routes: Route[] = [
  route("GET /v1/me/account-events", listAccountEvents),
  route("GET /v1/operator/account-events", listEventsOfAccount),
];
