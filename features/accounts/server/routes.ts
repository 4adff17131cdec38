import { route, type Route } from "#access/router.ts";
import { closeAccount } from "./close-account.ts";
import { readClosing } from "./read-closing.ts";
import { readMe } from "./read-me.ts";

export const routes: Route[] = [
  route("GET /v1/me", readMe),
  route("DELETE /v1/me", closeAccount),
  route("GET /v1/me/closing", readClosing),
];
