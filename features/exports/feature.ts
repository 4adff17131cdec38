import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { createExport } from "./server/create-export.ts";
import { mailExport } from "./server/mail-export.ts";
import { readyMail } from "./server/mails.ts";
import { makeExport } from "./server/make-export.ts";
import { routes } from "./server/routes.ts";
import { sweepExports } from "./server/sweep-exports.ts";

/** Archives of all that an organization holds. */
export const exports: Feature = {
  name: "exports",
  routes,
  jobs: [makeExport, mailExport, sweepExports],
  nouns: [{ name: "export", label: "Exports" }],
  follows: { export: "organization:export" },
  tables: {
    exports: { archive: "Archives like this one. Who asked for them is in the audit entries.", counted: true },
  },
  sample: sampleOf(createExport, "export_id"),
  mails: { readyMail: () => [readyMail("ann@example.com", "Acme", "2026-03-01T00:00:00Z", "https://botcadence.example/there")] },
};
