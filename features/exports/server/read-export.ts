import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Export } from "../contract.ts";
import { findExport, toExport } from "./find-export.ts";
import { lastErasure } from "./last-erasure.ts";

export const readExport = operation({
  name: "export.read",
  summary: "How far an export is, and until when it can be downloaded.",
  scope: "organization",
  kind: "read",
  permission: "organization:export",
  params: ["export_id"],
  input: z.object({}),
  output: Export,
  example: ({ export_id }) => ({ params: { export_id } }),
  run: async ({ db, product, organization, params }) =>
    toExport(await findExport(db, organization.id, params.export_id), await lastErasure(db, product, organization.id)),
});
