import { operation } from "#access/operation.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { say } from "#platform/sentence.ts";
import { Check, checksMax, CreateCheck } from "../contract.ts";
import { countChecks, findTwin, type CheckRow, type Place } from "./check-row.ts";
import { expectationOf, type Expectation } from "./expectation.ts";
import { presentCheck } from "./present-checks.ts";

export const createCheck = operation({
  name: "check.create",
  summary: "Adds a check: a question, and what its answer has to be.",
  scope: "organization",
  kind: "write",
  says: () => "added a check",
  permission: "check:create",
  params: ["project_id"],
  input: CreateCheck,
  output: Check,
  status: 201,
  example: ({ project_id }) => ({
    params: { project_id },
    input: { question: "How long does delivery take?", expects: "text", expected_text: "three days" },
  }),
  async run({ db, organization, actor, params, audit }, { question, ...wanted }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    await lockProjectToCount(db, organization.id, params.project_id);
    const expectation = await expectationOf(db, place, wanted);
    await refuseTwin(db, place, { question, agent_id: expectation.agent_id });
    const row = await insertCheck(db, place, { question, ...expectation }, actor.id);
    // What a visitor wrote stays out of the audit log.
    audit({ target: { type: "check", id: row.id, label: "" }, after: { expects: row.expects } });
    return presentCheck(db, row);
  },
});

/**
 * The project is locked, so that no two that come at once exceed the limit or ask the same.
 * @throws AppError 409 where there are as many as can be
 */
export async function insertCheck(
  db: Db,
  { organizationId, projectId }: Place,
  values: Expectation & { question: string },
  createdBy: string | null,
): Promise<CheckRow> {
  if ((await countChecks(db, { organizationId, projectId })) >= checksMax)
    throw conflict(say`A project has at most ${checksMax} checks. Delete those that are not needed.`);
  return db
    .insertInto("checks")
    .values({ organization_id: organizationId, project_id: projectId, id: newId("chk"), created_by: createdBy, ...values })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws AppError 409 where another check asks the same of the same agent */
export async function refuseTwin(db: Db, place: Place, asked: { question: string; agent_id: string | null }, id?: string): Promise<void> {
  const twin = await findTwin(db, place, asked);
  if (twin && twin.id !== id) throw conflict("There is a check of this question already.");
}
