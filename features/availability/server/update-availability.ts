import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import { Availability, UpdateAvailability } from "../contract.ts";
import { findAvailability } from "./find-availability.ts";

export const updateAvailability = operation({
  name: "availability.update",
  summary: "Sets the office hours of a project, what visitors are told who ask for a person, and how what waits is given to the team.",
  scope: "organization",
  kind: "write",
  says: (entry) => `changed when people of the project${named(entry)} can be asked for`,
  permission: "project:update",
  params: ["project_id"],
  input: UpdateAvailability,
  output: Availability,
  example: ({ project_id }) => ({
    params: { project_id },
    input: {
      hours: [{ day: 1, from: "09:00", to: "17:00" }],
      holidays: ["2027-01-01"],
      expected: "We answer within ten minutes.",
      wait_minutes: 30,
    },
  }),
  async run({ db, organization, params, request, audit }, wanted) {
    const project = await lockProjectToCount(db, organization.id, params.project_id);
    const before = await findAvailability(db, organization.id, project.id);
    checkVersion(request, before?.version ?? 0);
    const values = { ...wanted, hours: wanted.hours && JSON.stringify(wanted.hours) };
    await db
      .insertInto("availabilities")
      .values({ organization_id: organization.id, project_id: project.id, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(["organization_id", "project_id"])
          .doUpdateSet({ ...values, version: sql`availabilities.version + 1`, updated_at: sql`now()` }),
      )
      .execute();
    audit({
      target: { type: "project", id: project.id, label: project.name },
      before: before && valuesOf(before),
      after: valuesOf(wanted),
    });
    return (await findAvailability(db, organization.id, project.id))!;
  },
});

const fields = Object.keys(UpdateAvailability.shape) as (keyof typeof UpdateAvailability.shape)[];
const valuesOf = (from: Pick<Availability, (typeof fields)[number]>) => Object.fromEntries(fields.map((field) => [field, from[field]]));
