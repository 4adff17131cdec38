import { changed, dayOf, named, reasonOf, valueOf, type Predicate } from "./words.ts";

/** What is done with an organization, its settings and its log. */
export const ofOrganizations: Record<string, Predicate> = {
  "organization.create": (entry) => `created the organization${named(entry)}`,
  "organization.update": (entry) => changed(entry, ""),
  "organization.suspend": (entry) => `suspended the organization${reasonOf(entry)}`,
  "organization.delete": (entry) => `deleted the organization; it goes for good${dayOf(entry, "purge_at")}`,
  "organization.restore": () => "restored the organization",
  "organization.leave": () => "left the organization",
  "organization.transfer": (entry) => `handed the organization over to${named(entry)}`,
  "account.close": (entry) =>
    entry.target_type === "membership"
      ? "left by closing the account"
      : `closed the account; the organization goes with it${dayOf(entry, "purge_at")}`,
  "account.restore": () => "restored the account, and the organization with it",
  "billing_address.update": (entry) => (entry.before ? changed(entry, "the billing address") : "changed the billing address"),
  "billing_emails.update": (entry) => changed(entry, "the billing e-mails"),
  "phone_number.create": (entry) => `added the phone number${named(entry)}`,
  "phone_number.update": (entry) => changed(entry, `the phone number${named(entry)}`),
  "phone_number.delete": (entry) => `removed the phone number${named(entry)}`,
  "phone_number.send_code": (entry) => `had a verification code sent to${named(entry)}`,
  "phone_number.verify": (entry) => `verified the phone number${named(entry)}`,
  "budget.update": (entry) => changed(entry, "the budget"),
  "api_key.create": (entry) => `generated the API key${named(entry)}`,
  "api_key.update": (entry) => changed(entry, `the API key${named(entry)}`),
  "api_key.delete": (entry) => `revoked the API key${named(entry)}`,
  "export.create": () => "asked for an export of the organization",
  "export.download": () => "downloaded an export of the organization",
  "export.delete": () => "deleted an export of the organization",
  "audit_entry.export": (entry) => `exported the audit log as ${valueOf(entry, "format") === "csv" ? "CSV" : "JSON lines"}`,
};
