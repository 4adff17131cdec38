import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { archiveKey, findExport } from "./find-export.ts";

export const deleteExport = procedure({
  name: "export.delete",
  summary: "Removes an archive before its time; one that is being made is stopped.",
  scope: "organization",
  kind: "write",
  says: () => "deleted an export of the organization",
  permission: "organization:export",
  allowedWhile: ["suspended", "deleting"],
  params: ["export_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ export_id }) => ({ params: { export_id } }),
  async run({ platform, transaction, organization, params }) {
    const row = await transaction(async ({ db, audit }) => {
      const found = await findExport(db, organization.id, params.export_id);
      await db.deleteFrom("exports").where("organization_id", "=", organization.id).where("id", "=", found.id).execute();
      audit({ target: { type: "export", id: found.id, label: "Export" } });
      return found;
    });
    await platform.storage.remove(archiveKey(row));
    return null;
  },
});
