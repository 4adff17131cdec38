import type { Feature } from "#access/feature.ts";
import { indexAuditLog } from "./server/index-audit-log.ts";
import { routes } from "./server/routes.ts";
import { sealAuditLog } from "./server/seal-audit-log.ts";

/** Who did what, sealed. */
export const audit: Feature = {
  name: "audit",
  routes,
  jobs: [sealAuditLog, indexAuditLog],
  nouns: [{ name: "audit_entry", label: "Audit log" }],
  tables: {
    audit_entries: {
      archive: {
        name: "audit_entries",
        what: "Who did what, when, from where, before and after.",
        columns: [
          "id",
          "created_at",
          "actor_type",
          "actor_id",
          "actor_label",
          "actor_name",
          "action",
          "target_type",
          "target_id",
          "target_label",
          "before",
          "after",
          "ip_address",
          "user_agent",
          "request_id",
        ],
      },
      counted: true,
    },
    audit_seals: {
      archive: {
        name: "audit_seals",
        what: "The seal of an hour of the audit log, each with the digest of the one before.",
        columns: ["sequence", "hour", "entry_count", "digest", "previous_digest", "sealed_at"],
        key: ["sequence"],
      },
      counted: true,
    },
    audit_words: { archive: "Part of the search index, which is made from the audit log.", counted: true },
  },
};
