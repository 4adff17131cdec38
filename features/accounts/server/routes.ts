import { route, type Route } from "#access/router.ts";
import { closeAccount } from "./close-account.ts";
import { readClosing } from "./read-closing.ts";

export const routes: Route[] = [route("GET /v1/me/closing", readClosing), route("DELETE /v1/me", closeAccount)];
