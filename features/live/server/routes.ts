import { route, type Route } from "#access/router.ts";
import { followEvents } from "./follow-events.ts";

export const routes: Route[] = [route("GET /v1/organizations/{organization_id}/events", followEvents)];
