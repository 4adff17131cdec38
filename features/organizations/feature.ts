import type { Feature } from "#access/feature.ts";
import { deletionMail } from "./server/mails.ts";
import { routes } from "./server/routes.ts";
import { suspendOverdue, suspension } from "./server/suspend-overdue.ts";
import { sweepIdempotencyKeys } from "./server/sweep-idempotency-keys.ts";
import { sweepPurges } from "./server/sweep-purges.ts";
import { tellDeletion } from "./server/tell-deletion.ts";

const to = "ann@example.com";
const url = "https://botcadence.example/there";

/** Tenants: their settings, their status, and how they end. */
export const organizations: Feature = {
  name: "organizations",
  routes,
  jobs: [suspendOverdue, sweepIdempotencyKeys, sweepPurges, tellDeletion],
  acts: [suspension],
  nouns: [{ name: "organization", label: "Organization" }],
  follows: { organization: "organization:read" },
  tables: {
    organizations: {
      archive: {
        name: "organization",
        what: "The organization's settings; one line.",
        columns: [
          "id",
          "name",
          "purge_at",
          "deletion_requested_at",
          "deletion_requested_by",
          "suspended_at",
          "suspended_by",
          "suspended_reason",
          "past_due_since",
          "grace_until",
          "awaits_owner",
          "time_zone",
          "version",
          "created_at",
          "updated_at",
        ],
        leftOut: { purge_started_at: "Nothing is exported once it is set." },
      },
      counted: false,
    },
    status_changes: {
      archive: {
        name: "status_changes",
        what: "When the status changed, who changed it and why.",
        columns: ["id", "status", "reason", "actor_label", "created_at"],
      },
      counted: true,
    },
    purge_certificates: { ofInstallation: "Kept by the operator when an organization is gone." },
    calendar_zones: {
      archive: {
        name: "calendar_zones",
        what: "Which time zone the organization's days and months followed since when.",
        columns: ["starts_at", "first_day", "time_zone"],
        key: ["starts_at"],
      },
      counted: true,
    },
  },
  mails: {
    deletionMail: () => [deletionMail(to, { name: "Acme", by: "Ben Baker", purgeAt: "2026-03-01T00:00:00Z", url })],
  },
};
