import { route, type Route } from "#access/router.ts";
import { createExport } from "./create-export.ts";
import { deleteExport } from "./delete-export.ts";
import { downloadExport } from "./download-export.ts";
import { listExports } from "./list-exports.ts";
import { readExport } from "./read-export.ts";

const exports = "/v1/organizations/{organization_id}/exports";

export const routes: Route[] = [
  route(`GET ${exports}`, listExports),
  route(`POST ${exports}`, createExport),
  route(`GET ${exports}/{export_id}`, readExport),
  route(`DELETE ${exports}/{export_id}`, deleteExport),
  route(`GET ${exports}/{export_id}/file`, downloadExport),
];
