import { rollUpOrganization } from "#features/usage/server/roll-up-usage.ts";
import { recordUsage, type UsageEvent } from "#features/usage/server/record-usage.ts";
import type { Usage } from "#features/usage/contract.ts";
import type { TestApp } from "./app.ts";
import { call, type TestUser } from "./factories.ts";

/** Writes events to the ledger as an act would, in a transaction of its own. @returns those that were new */
export function record(test: TestApp, organizationId: string, ...events: UsageEvent[]): Promise<UsageEvent[]> {
  return test.platform.database.transaction({ kind: "tenant", organizationId }, "write", ({ db }) =>
    recordUsage(db, organizationId, events),
  );
}

/** Brings the sums up to the ledger, as the sweep does. */
export function sumUp(test: TestApp, organizationId: string, signal = new AbortController().signal): Promise<void> {
  return rollUpOrganization(test.platform, organizationId, signal);
}

/** The ledger, oldest act first. */
export async function readLedger(
  test: TestApp,
  organizationId: string,
): Promise<{ kind: string; quantity: number; project_id: string; agent_id: string; channel: string; key: string }[]> {
  const { rows } = await test.database.admin.query(
    `select kind, quantity::int, project_id, agent_id, channel, idempotency_key as key from usage_events
     where organization_id = $1 order by occurred_at, idempotency_key, kind`,
    [organizationId],
  );
  return rows;
}

/** What the API answers of an organization's usage; `query` as it is in the address. */
export async function readUsage(test: TestApp, { id, owner }: { id: string; owner: TestUser }, query = ""): Promise<Usage> {
  const { status, body } = await call<Usage>(test, owner, `GET /v1/organizations/${id}/usage?${query}`);
  if (status !== 200) throw new Error(`Usage could not be read: ${JSON.stringify(body)}`);
  return body;
}
