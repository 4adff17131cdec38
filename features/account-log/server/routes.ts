import { route, type Route } from "#access/router.ts";
import { listAccountEvents } from "./list-account-events.ts";

export const routes: Route[] = [route("GET /v1/me/account-events", listAccountEvents)];
