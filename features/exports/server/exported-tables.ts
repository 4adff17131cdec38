import { sql, type RawBuilder } from "kysely";
import type { DB } from "#platform/database/schema.ts";
import { filePath } from "./archive-path.ts";

type Columns = readonly string[];
type LeftOut = Readonly<Record<string, string>>;

/** A table of which an archive holds the rows, one line each. */
export type ExportedTable = {
  table: keyof DB;
  /** The file's name in `data/`, without its ending: what the API calls these records. */
  name: string;
  /** What a line is, as the docs say it. */
  what: string;
  /** Written as they are, under their names. `organization_id` is not: the manifest names it once. */
  columns: Columns;
  /** Columns that stay, and why. */
  leftOut?: LeftOut;
  /** The table's key after the organization; rows are read in its order. */
  key?: Columns;
  /** Fields from elsewhere: by name, as SQL or made of the row. */
  joined?: Readonly<Record<string, RawBuilder<unknown>>>;
  made?: Readonly<Record<string, (row: Readonly<Record<string, unknown>>) => unknown>>;
};

/** Every table of an organization stands here or in `leftOutTables`; a test compares both with the database. */
export const exportedTables: readonly ExportedTable[] = [
  {
    table: "organizations",
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
  {
    table: "billing_addresses",
    name: "billing_address",
    what: "The billing address; one line, or none.",
    columns: [
      "legal_name",
      "line1",
      "line2",
      "city",
      "region",
      "postal_code",
      "country",
      "tax_id",
      "tax_id_check",
      "tax_id_checked_at",
      "version",
      "updated_at",
    ],
    key: [],
  },
  {
    table: "billing_accounts",
    name: "billing_account",
    what: "Who gets the mails about money; one line, or none.",
    columns: ["emails", "trial_used_at"],
    leftOut: {
      stripe_customer_id: "By it Stripe knows the organization.",
      asked_at: "When the customer was first asked for at Stripe.",
      checkout_session_id: "The checkout that may be open at this moment.",
      address_version_sent: "What Stripe was told of.",
      emails_sent: "What Stripe was told of.",
      cancelled_by_deletion: "Whether a restoration lets the subscription go on.",
      readings: "Counts readings of Stripe.",
      reading_kept: "Counts readings of Stripe.",
    },
    key: [],
  },
  {
    table: "subscriptions",
    name: "subscription",
    what: "What the organization has subscribed to; one line, or none.",
    columns: [
      "id",
      "plan",
      "status",
      "currency",
      "seats_paid",
      "started_at",
      "trial_ends_at",
      "period_starts_at",
      "period_ends_at",
      "cancels_at",
      "ended_at",
      "next_plan",
      "payment_method",
      "updated_at",
    ],
    leftOut: { stripe_subscription_id: "By it Stripe knows the subscription." },
    key: [],
  },
  {
    table: "phone_numbers",
    name: "phone_numbers",
    what: "A phone number of the organization, as E.164.",
    columns: [
      "id",
      "number",
      "country",
      "label",
      "use",
      "primary",
      "default_sender",
      "verified_at",
      "created_by",
      "version",
      "created_at",
      "updated_at",
    ],
  },
  {
    table: "status_changes",
    name: "status_changes",
    what: "When the status changed, who changed it and why.",
    columns: ["id", "status", "reason", "actor_label", "created_at"],
  },
  {
    table: "memberships",
    name: "members",
    what: "Somebody in the organization, and the role.",
    columns: ["id", "user_id", "role", "created_at", "last_active_at"],
    joined: {
      user_email: sql`(select email from users where users.id = memberships.user_id)`,
      user_name: sql`(select name from users where users.id = memberships.user_id)`,
    },
  },
  {
    table: "invitations",
    name: "invitations",
    what: "Whom the organization asked to join. Not the link.",
    columns: ["id", "email", "role", "invited_by_name", "created_at", "expires_at", "accepted_at"],
  },
  {
    table: "api_keys",
    name: "api_keys",
    what: "An API key: its name and what it may do. Not the key itself.",
    columns: ["id", "name", "hint", "permissions", "created_by", "created_at", "last_used_at"],
    leftOut: { hash: "By it a key is recognized." },
  },
  {
    table: "projects",
    name: "projects",
    what: "A project.",
    columns: ["id", "name", "description", "created_by", "version", "created_at", "updated_at"],
  },
  {
    table: "agents",
    name: "agents",
    what: "A chat agent.",
    columns: [
      "id",
      "project_id",
      "name",
      "instructions",
      "greeting",
      "model_name",
      "temperature",
      "allowed_origins",
      "created_by",
      "version",
      "created_at",
      "updated_at",
    ],
    leftOut: { test_page_version: "Part of the secret of a shared test page." },
  },
  {
    table: "sources",
    name: "sources",
    what: "A source of knowledge. `content_hash` is the SHA-256 of its file, which lies at `file`.",
    columns: [
      "id",
      "project_id",
      "kind",
      "name",
      "media_type",
      "size_bytes",
      "content_hash",
      "status",
      "progress",
      "error_code",
      "error_message",
      "passage_count",
      "created_by",
      "created_at",
      "updated_at",
      "synced_at",
    ],
    made: { file: (row) => filePath(row as { id: string; kind: string; name: string }) },
  },
  {
    table: "documents",
    name: "documents",
    what: "A document that was read from a source.",
    columns: ["id", "project_id", "source_id", "title", "url", "position", "created_at"],
  },
  {
    table: "chunks",
    name: "passages",
    what: "A passage of a document, as agents cite it.",
    columns: ["id", "project_id", "source_id", "document_id", "position", "headings", "text"],
  },
  {
    table: "conversations",
    name: "conversations",
    what: "A conversation with a visitor.",
    columns: ["id", "project_id", "agent_id", "origin", "created_at", "last_used_at", "last_message_at", "message_count"],
    leftOut: {
      answering_id: "Which answer is being given at this moment.",
      answering_until: "Until when that answer counts as alive.",
    },
  },
  {
    table: "messages",
    name: "messages",
    what: "A message of a conversation, with what it cites.",
    columns: ["id", "project_id", "conversation_id", "role", "text", "citations", "outcome", "reply_to", "created_at"],
    leftOut: { idempotency_key: "By it a repeated question is recognized." },
  },
  {
    table: "calendar_zones",
    name: "calendar_zones",
    what: "Which time zone the organization's days and months followed since when.",
    columns: ["starts_at", "first_day", "time_zone"],
    key: ["starts_at"],
  },
  {
    table: "usage_events",
    name: "usage_events",
    what: "What an act used: an answer, a message, a file. The key is made from the act.",
    columns: ["idempotency_key", "kind", "quantity", "project_id", "agent_id", "channel", "occurred_at"],
    key: ["idempotency_key", "kind"],
  },
  {
    table: "usage_names",
    name: "usage_names",
    what: "How a project or agent that is gone was called.",
    columns: ["id", "name"],
  },
  {
    table: "audit_entries",
    name: "audit_entries",
    what: "Who did what, when, from where, before and after.",
    columns: [
      "id",
      "created_at",
      "actor_type",
      "actor_id",
      "actor_label",
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
];

/** Tables of an organization of which nothing is in an archive, and why. */
export const leftOutTables: LeftOut = {
  billing_drifts: "What the operator's nightly comparison with Stripe found.",
  meter_events: "Usage on its way to Stripe, which is made from the ledger.",
  stripe_events: "By them a repeated message of Stripe's is recognized.",
  document_lengths: "Part of the search index, which is made from the passages.",
  exports: "Archives like this one. Who asked for them is in the audit entries.",
  handles: "By them keys and links are recognized.",
  idempotency_keys: "By them repeated requests are recognized for a day.",
  invitation_tokens: "By them an invitation's links are recognized.",
  ownership_codes: "By them an Owner confirms a hand-over, for ten minutes.",
  phone_verifications: "By them a phone number is verified, for ten minutes.",
  postings: "Part of the search index, which is made from the passages.",
  usage_days: "Sums of the usage events.",
  usage_hours: "Sums of the usage events.",
  usage_pending: "Usage events that no sum holds yet.",
  usage_periods: "Sums of the usage events.",
};
