import { route, type Route } from "#access/router.ts";
import { checkNewPassword } from "./check-new-password.ts";
import { listEventsOfAccount } from "./list-events-of-account.ts";
import { listSignInMethods } from "./list-sign-in-methods.ts";
import { readInstallation } from "./read-installation.ts";
import { listSessions, revokeOtherSessions, revokeSession } from "./sessions.ts";

export const routes: Route[] = [
  route("GET /v1/installation", readInstallation),
  route("POST /v1/password-checks", checkNewPassword),
  route("GET /v1/me/sessions", listSessions),
  route("POST /v1/me/sessions/revoke-others", revokeOtherSessions),
  route("DELETE /v1/me/sessions/{session_id}", revokeSession),
  route("GET /v1/me/sign-in-methods", listSignInMethods),
  route("GET /v1/operator/account-events", listEventsOfAccount),
];
