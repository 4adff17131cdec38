import { expect, test } from "vitest";
import { productOf } from "#access/product-of.ts";
import { features } from "#features/index.ts";
import { sentenceOf } from "./sentence-of.ts";

const { sayings } = productOf(features, { contactOf: async () => null });

/**
 * Names that stored entries hold, and what is said of them. An act that is renamed or goes keeps its sentence (`formerly`).
 * What is new need not be added.
 */
test.each([
  ["organization.create", "created the organization “Help centre”."],
  ["organization.update", "changed the name from “A” to “B”."],
  ["organization.suspend", "suspended the organization."],
  ["organization.delete", "deleted the organization, which will be gone for good."],
  ["organization.restore", "restored the organization."],
  ["organization.leave", "left the organization."],
  ["organization.transfer", "handed the organization over to “Help centre”."],
  ["account.close", "closed the account; the organization is deleted with it."],
  ["account.restore", "restored the account, and the organization with it."],
  ["billing_address.update", "changed the name of the billing address from “A” to “B”."],
  ["billing_emails.update", "changed the name of the billing emails from “A” to “B”."],
  ["phone_number.create", "added the phone number “Help centre”."],
  ["phone_number.update", "changed the name of the phone number “Help centre” from “A” to “B”."],
  ["phone_number.delete", "removed the phone number “Help centre”."],
  ["phone_number.send_code", "had a verification code sent to “Help centre”."],
  ["phone_number.verify", "verified the phone number “Help centre”."],
  ["budget.update", "changed the name of the budget from “A” to “B”."],
  ["api_key.create", "generated the API key “Help centre”."],
  ["api_key.update", "changed the name of the API key “Help centre” from “A” to “B”."],
  ["api_key.delete", "revoked the API key “Help centre”."],
  ["api_key.revoke_own", "revoked the API key “Help centre” with all others of their own."],
  ["account.reset_password", "chose a new password, which revoked the API key “Help centre”."],
  ["export.create", "asked for an export of the organization."],
  ["export.download", "downloaded an export of the organization."],
  ["export.delete", "deleted an export of the organization."],
  ["audit_entry.export", "exported the audit log as JSON lines."],
  ["member.update", "changed the role of “Help centre”."],
  ["member.remove", "removed “Help centre” from the organization."],
  ["invitation.create", "invited “Help centre”."],
  ["invitation.update", "changed the role in the invitation of “Help centre”."],
  ["invitation.resend", "sent the invitation of “Help centre” again."],
  ["invitation.copy_link", "copied a link to the invitation of “Help centre”."],
  ["invitation.revoke", "revoked the invitation of “Help centre”."],
  ["invitation.accept", "accepted an invitation and joined."],
  ["invitation.decline", "noted that “Help centre” declined an invitation."],
  ["invitation.ask", "noted that “Help centre” asks for a new invitation."],
  ["role.create", "created the role “Help centre”."],
  ["role.update", "changed the name of the role “Help centre” from “A” to “B”."],
  ["role.delete", "deleted the role “Help centre”."],
  ["project.create", "created the project “Help centre”."],
  ["project.update", "changed the name of the project “Help centre” from “A” to “B”."],
  ["project.delete", "deleted the project “Help centre” with everything in it."],
  ["agent.create", "created the chat agent “Help centre”."],
  ["agent.update", "changed the name of the chat agent “Help centre” from “A” to “B”."],
  ["agent.delete", "deleted the chat agent “Help centre”."],
  ["agent.share_test_page", "shared a test page of the chat agent “Help centre”."],
  ["agent.end_test_page", "ended the test page of the chat agent “Help centre”."],
  ["source.upload", "uploaded the file “Help centre”."],
  ["source.create_text", "added the text “Help centre” to the knowledge base."],
  ["source.create_sample", "added the sample “Help centre” to the knowledge base."],
  ["source.sync", "had the source “Help centre” read again."],
  ["source.delete", "deleted the source “Help centre”."],
  ["subscription.begin_checkout", "changed the name of what is to be paid for to “B”."],
  ["subscription.open_portal", "opened the payment portal."],
  ["subscription.change_plan", "changed the name of the subscription from “A” to “B”."],
  ["subscription.update_spend_cap", "took away the cap on what answers beyond the included ones may cost."],
  ["subscription.cancel", "changed the name of the subscription from “A” to “B”."],
  ["subscription.resume", "changed the name of the subscription from “A” to “B”."],
  ["subscription.refresh", "changed the name of the subscription from “A” to “B”."],
  ["billing.stripe_changed", "changed the name of the subscription from “A” to “B”."],
  ["billing.follow", "changed the name of the subscription from “A” to “B”."],
  ["billing.reconcile", "changed the name of the subscription from “A” to “B”."],
  ["operator.create_organization", "created the organization “Help centre”."],
  ["operator.suspend_organization", "suspended the organization."],
  ["operator.reactivate_organization", "reactivated the organization."],
  ["operator.purge_organization", "deleted the organization for good."],
  ["operator.update_limits", "changed the name of the limits of the organization from “A” to “B”."],
  ["operator.make_reset_link", "created a link with which “Help centre” chooses a new password."],
  ["operator.set_plan", "set the plan."],
  ["operator.update_seller", "changed who issues the invoices."],
  ["operator.issue_invoices", "issued invoices."],
  ["operator.mark_invoice_paid", "marked the invoice “Help centre” as paid."],
  ["operator.mark_invoice_unpaid", "marked the invoice “Help centre” as not paid."],
  ["operator.cancel_invoice", "cancelled the invoice “Help centre”."],
])("an entry that was stored as %s still reads: … %s", (action, expected) => {
  const target = { target_type: null, target_label: "Help centre" };
  const actor = { actor_type: "user" as const, actor_label: "anna@example.com", actor_name: "Anna Berg" };
  const said = sentenceOf(sayings, { ...actor, ...target, action, before: { name: "A" }, after: { name: "B" } });
  expect(said).toBe(`Anna Berg ${expected}`);
});
