import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { createExport } from "./create-export.ts";
import { deleteExport } from "./delete-export.ts";
import { downloadExport } from "./download-export.ts";
import { listExports } from "./list-exports.ts";
import { mailExport } from "./mail-export.ts";
import { makeExport } from "./make-export.ts";
import { readExport } from "./read-export.ts";
import { sweepExports } from "./sweep-exports.ts";

const exports = "/v1/organizations/{organization_id}/exports";

export const routes: Route[] = [
  route(`GET ${exports}`, listExports),
  route(`POST ${exports}`, createExport),
  route(`GET ${exports}/{export_id}`, readExport),
  route(`DELETE ${exports}/{export_id}`, deleteExport),
  route(`GET ${exports}/{export_id}/file`, downloadExport),
];

export const jobs: (JobDefinition | SweepDefinition)[] = [makeExport as JobDefinition, mailExport as JobDefinition, sweepExports];

export const nouns: Noun[] = [{ name: "export", label: "Exports" }];
