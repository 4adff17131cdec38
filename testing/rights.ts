import type { TestApp } from "./app.ts";

/** Says in this process that rights in an organization have changed, as an act there says it. */
export function tellRights({ platform }: Pick<TestApp, "platform">, organizationId: string): Promise<void> {
  const event = {
    name: "test.change",
    organization_id: organizationId,
    target: null,
    change: "changed" as const,
    within: {},
    changed: [],
    rights: true,
    at: new Date().toISOString(),
  };
  return platform.database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) => platform.events.pass(db, event));
}
