import { sql } from "kysely";
import type { z } from "zod";
import { operation } from "#access/operation.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import { CreateCheck, Expects, ImportChecks, ImportedChecks, type ImportedCheck } from "../contract.ts";
import { findTwin, type Place } from "./check-row.ts";
import { insertCheck } from "./create-check.ts";
import { expectationOf } from "./expectation.ts";

type Outcome = z.input<typeof ImportedChecks>["data"][number];

export const importChecks = operation({
  name: "check.import",
  summary: "Adds several checks at once, and answers for each what became of it. One that is there already is changed.",
  scope: "organization",
  kind: "write",
  says: ({ after }) => `imported ${Number(after?.["count"] ?? 0)} checks`,
  permission: "check:create",
  alsoAsks: ["check:update"],
  params: ["project_id"],
  input: ImportChecks,
  output: ImportedChecks,
  status: 200,
  example: ({ project_id }) => ({ params: { project_id }, input: { checks: [{ question: "Who won the cup?", expects: "declined" }] } }),
  async run({ db, organization, actor, params, permissions, audit }, { checks }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const project = await lockProjectToCount(db, organization.id, params.project_id);
    const data: Outcome[] = [];
    for (const row of checks)
      data.push(await importOne(db, place, row, { createdBy: actor.id, mayUpdate: permissions.has("check:update") }).catch(asRefusal));
    const count = data.filter(({ outcome }) => outcome === "created" || outcome === "updated").length;
    audit(count === 0 ? null : { target: { type: "project", id: project.id, label: project.name }, before: {}, after: { count } });
    return { data };
  },
});

async function importOne(
  db: Db,
  place: Place,
  row: ImportedCheck,
  { createdBy, mayUpdate }: { createdBy: string | null; mayUpdate: boolean },
): Promise<Outcome> {
  const expects = Expects.safeParse(row.expects.trim().toLowerCase());
  if (!expects.success) return refused("What is expected is text, source or declined.");
  const named = {
    source_id: expects.data === "source" ? await idOf(db, "sources", "source", place, row.source ?? "") : null,
    agent_id: row.agent?.trim() ? await idOf(db, "agents", "agent", place, row.agent) : null,
  };
  const { question, expected_text = "", suggestion_counts = false } = row;
  const parsed = CreateCheck.safeParse({ question, expects: expects.data, expected_text, suggestion_counts, ...named });
  if (!parsed.success) return refused(parsed.error.issues[0]!.message);
  const values = { question: parsed.data.question, ...(await expectationOf(db, place, parsed.data)) };
  const twin = await findTwin(db, place, values);
  if (!twin) {
    await insertCheck(db, place, values, createdBy);
    return { outcome: "created" };
  }
  const isSame = (Object.keys(values) as (keyof typeof values)[]).every((field) => twin[field] === values[field]);
  if (isSame) return { outcome: "unchanged" };
  if (!mayUpdate) return refused("There is a check of this question already, and you cannot change checks.");
  await db
    .updateTable("checks")
    .set({ ...values, version: sql`version + 1`, updated_at: new Date() })
    .where("organization_id", "=", twin.organization_id)
    .where("id", "=", twin.id)
    .execute();
  return { outcome: "updated" };
}

/** The record of the project that has this id, or alone this name. @throws AppError where there is none, or several */
async function idOf(
  db: Db,
  table: "sources" | "agents",
  noun: string,
  { organizationId, projectId }: Place,
  text: string,
): Promise<string> {
  const wanted = text.trim();
  if (wanted === "") throw new AppError("invalid", say`Name the ${noun}.`);
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)}
    where organization_id = ${organizationId} and project_id = ${projectId} and (id = ${wanted} or lower(name) = lower(${wanted}))
    order by id = ${wanted} desc limit 2
  `.execute(db);
  const [found, other] = rows;
  if (!found) throw new AppError("invalid", say`There is no ${noun} “${wanted.slice(0, 100)}” in this project.`);
  if (other && found.id !== wanted)
    throw new AppError("invalid", say`Several ${noun}s are called “${wanted.slice(0, 100)}”. Name one by its id.`);
  return found.id;
}

const refused = (reason: string): Outcome => ({ outcome: "refused", reason });

/** What is wrong with one is said of it alone; whatever else fails, fails for all. */
function asRefusal(error: unknown): Outcome {
  if (!(error instanceof AppError)) throw error;
  return refused(String(Object.values(error.fieldErrors ?? {})[0] ?? error.message));
}
