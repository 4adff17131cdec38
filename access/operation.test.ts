import { expect, test } from "vitest";
import { z } from "zod";
import { useApp } from "#testing/app.ts";
import { createOrganization } from "#testing/factories.ts";
import { systemActor } from "./actor.ts";
import { job } from "./job.ts";
import { inPath, operation, procedure } from "./operation.ts";
import { openScope } from "./scope.ts";

const target = useApp();

const call = { name: "test.act", summary: "Acts.", input: z.object({}), example: () => ({}) };
const inOrganization = { ...call, scope: "organization", permission: "project:create" } as const;
const answers = { output: z.null(), run: async () => null };
const works = { name: "test.work", payload: z.object({}), concurrency: 1, run: async () => {} };

/** `npm run check` reads this: a line that is expected to be refused and is not, fails there. */
test("the compiler asks what every write and every job says of itself, and which permission it takes", () => {
  operation({ ...inOrganization, ...answers, kind: "write", says: () => "acted" });
  operation({ ...inOrganization, ...answers, kind: "write", says: null });
  operation({ ...inOrganization, ...answers, kind: "read" });
  operation({ ...inOrganization, ...answers, kind: "read", says: () => "took it along" });
  procedure({ ...inOrganization, ...answers, kind: "write", says: ({ action }) => action });
  job({ ...works, says: null });

  // @ts-expect-error -- a write without its sentence
  operation({ ...inOrganization, ...answers, kind: "write" });
  // @ts-expect-error -- so is a procedure
  procedure({ ...inOrganization, ...answers, kind: "write" });
  // @ts-expect-error -- of an account
  operation({ ...call, ...answers, scope: "account", kind: "write" });
  // @ts-expect-error -- of the operator
  procedure({ ...call, ...answers, scope: "operator", kind: "write" });
  // @ts-expect-error -- a job
  job(works);
  // @ts-expect-error -- a read that says it leaves none: it may as well say nothing
  operation({ ...inOrganization, ...answers, kind: "read", says: null });
  // @ts-expect-error -- an operation of an organization without a permission
  operation({ ...call, ...answers, scope: "organization", kind: "read" });
  operation({ ...call, ...answers, scope: "operator", kind: "write", says: null, within: inPath });
  // @ts-expect-error -- the path of an organization's operation says where it acts
  operation({ ...inOrganization, ...answers, kind: "read", within: "nowhere" });
  operation({
    ...call,
    output: z.null(),
    scope: "operator",
    kind: "read",
    run: async (context) => {
      // @ts-expect-error -- among accounts there is no audit log
      void context.audit;
      // @ts-expect-error -- nor a job that an organization could have
      void context.send;
      return null;
    },
  });
  operation({
    ...call,
    output: z.null(),
    scope: "public",
    kind: "read",
    within: "nowhere",
    run: async (context) => {
      // @ts-expect-error -- it has no transaction
      void context.db;
      return null;
    },
  });

  // @ts-expect-error -- a procedure of an organization without a permission
  procedure({ ...call, ...answers, scope: "organization", kind: "write", says: null });
});

test("what declares no sentence leaves no entry, and nothing of what it did", async () => {
  const { id: organizationId } = await createOrganization(target);
  const source = { platform: target.platform, organizationId, actor: systemActor, request: null };
  const act = (says: (() => string) | null) =>
    openScope({ ...source, act: { name: "test.act", says } }).transaction(async ({ db, audit }) => {
      await db.updateTable("organizations").set({ name: "Changed" }).where("id", "=", organizationId).execute();
      audit({ target: null });
    });
  await expect(act(null)).rejects.toThrow("test.act left an audit entry and declares no sentence for it (says).");
  const read = async () =>
    (
      await target.database.admin.query<{ name: string; entries: number }>(
        "select name, (select count(*)::int from audit_entries where organization_id = o.id and action = 'test.act') as entries from organizations o where id = $1",
        [organizationId],
      )
    ).rows[0]!;
  expect(await read()).toMatchObject({ entries: 0 });
  expect((await read()).name).not.toBe("Changed");
  await act(() => "acted");
  expect(await read()).toEqual({ name: "Changed", entries: 1 });
});
