import type { Example } from "#access/operation.ts";
import type { TestApp } from "./app.ts";
import { subscribe } from "./billing.ts";
import { createMember, setStatus } from "./factories.ts";
import type { StripeServer } from "./stripe/server.ts";
import type { FilledWorld } from "./world.ts";

/** Puts a filled organization into the state in which an example is a valid call. */
export async function bringAbout(test: TestApp, stripe: StripeServer, { organization }: FilledWorld, example: Example): Promise<void> {
  // So that an Owner can leave.
  await createMember(test, organization.id, "owner");
  if (example.invitation === "expired")
    await test.database.admin.query("update invitations set expires_at = now() where organization_id = $1", [organization.id]);
  if (example.handover)
    await test.database.admin.query("update conversations set handover = $2 where organization_id = $1", [
      organization.id,
      example.handover,
    ]);
  if (example.subscription) await test.database.admin.query("delete from subscriptions where organization_id = $1", [organization.id]);
  if (example.subscription === "running") await subscribe(test, stripe, organization);
  if (example.status) await setStatus(test, organization.id, example.status);
}
