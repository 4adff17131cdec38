import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Source } from "../contract.ts";
import { findSource } from "./find-source.ts";
import { oneAsSent } from "./sources-as-sent.ts";

export const readSource = operation({
  name: "source.read",
  summary: "One source, with its status and progress.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: Source,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  run: async ({ db, organization, params }) => oneAsSent(db, await findSource(db, organization.id, params.project_id, params.source_id)),
});
