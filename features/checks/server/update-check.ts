import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { checkVersion } from "#access/version.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import { Check, UpdateCheck } from "../contract.ts";
import { findCheck } from "./check-row.ts";
import { refuseTwin } from "./create-check.ts";
import { expectationOf } from "./expectation.ts";
import { presentCheck } from "./present-checks.ts";

export const updateCheck = operation({
  name: "check.update",
  summary: "Changes a check. How it went before stays, marked as asked in another form.",
  scope: "organization",
  kind: "write",
  says: () => "changed a check",
  permission: "check:update",
  params: ["project_id", "check_id"],
  input: UpdateCheck,
  output: Check,
  example: ({ project_id, check_id }) => ({ params: { project_id, check_id }, input: { expects: "declined" } }),
  async run({ db, organization, params, request, audit }, input) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    await lockProjectToCount(db, organization.id, params.project_id);
    const before = await findCheck(db, place, params.check_id, "lock");
    checkVersion(request, before.version);
    const question = input.question ?? before.question;
    const wanted = { ...before, ...definedOf(input), expects: input.expects ?? (before.expects as "text") };
    const isSourceKept = wanted.expects === "source" && before.expects === "source" && wanted.source_id === before.source_id;
    // A source that is gone need not be chosen again to change something else.
    const expectation =
      isSourceKept && before.source_id === null
        ? { ...(await expectationOf(db, place, { ...wanted, expects: "declined" })), ...goneSource(before, wanted) }
        : await expectationOf(db, place, wanted);
    await refuseTwin(db, place, { question, agent_id: expectation.agent_id }, before.id);
    const after = { question, ...expectation };
    const changed = (Object.keys(after) as (keyof typeof after)[]).filter((field) => after[field] !== before[field]);
    if (changed.length === 0) {
      audit(null);
      return presentCheck(db, before);
    }
    const row = await db
      .updateTable("checks")
      .set({ ...after, version: sql`version + 1`, updated_at: new Date() })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({ target: { type: "check", id: row.id, label: "" }, before: { expects: before.expects }, after: { expects: row.expects } });
    return presentCheck(db, row);
  },
});

function definedOf<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
}

const goneSource = ({ source_name }: { source_name: string | null }, { suggestion_counts }: { suggestion_counts: boolean }) => ({
  expects: "source",
  source_name,
  suggestion_counts,
});
