import type { Feature } from "#access/feature.ts";
import { asksVisitors } from "./server/asks-visitors.ts";
import { foundByVisitor } from "./server/found-by-visitor.ts";
import { visitorName } from "./server/visitor-name.ts";
import { routes } from "./server/routes.ts";
import { sampleLead } from "./server/sample-lead.ts";
import { applyRetention, sweepRetention } from "./server/sweep-retention.ts";

/** What is known of visitors: what they said of themselves, to what they agreed, and for how long it is kept. */
export const leads: Feature = {
  name: "leads",
  routes,
  jobs: [sweepRetention],
  acts: [applyRetention],
  nouns: [
    { name: "lead", label: "Leads" },
    { name: "retention", label: "Retention" },
  ],
  follows: { lead: "lead:read" },
  tables: {
    leads: {
      archive: {
        name: "leads",
        what: "What a visitor said of themselves, and to what they agreed.",
        columns: [
          "id",
          "project_id",
          "name",
          "email",
          "phone",
          "fields",
          "consent_at",
          "consent_sentence",
          "consent_withdrawn_at",
          "email_at",
          "email_proven_at",
          "test",
          "first_seen_at",
          "last_seen_at",
          "version",
        ],
      },
      counted: "lead",
    },
    lead_conversations: {
      archive: {
        name: "lead_conversations",
        what: "Which conversations are whose.",
        columns: ["conversation_id", "lead_id"],
        key: ["conversation_id"],
      },
      counted: false,
    },
    lead_settings: {
      archive: {
        name: "lead_settings",
        what: "Which fields of its own a project has for leads, and for how many days texts of visitors are kept.",
        columns: ["project_id", "fields", "retention_days", "version", "updated_at"],
        key: ["project_id"],
      },
      counted: false,
    },
    lead_forms: {
      archive: {
        name: "lead_forms",
        what: "What an agent asks its visitors for, and when.",
        columns: ["agent_id", "mode", "fields", "consent_sentence", "version", "updated_at"],
        key: ["agent_id"],
      },
      counted: false,
    },
    lead_words: { archive: "Part of the search index, which is built from the leads.", counted: true },
  },
  sample: sampleLead,
  asksVisitors,
  visitorName,
  foundByVisitor,
};
