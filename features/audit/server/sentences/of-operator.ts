import { changed, dayOf, named, reasonOf, valueOf, type Predicate } from "./words.ts";

/** What the operator of the installation does. */
export const ofOperator: Record<string, Predicate> = {
  "operator.create_organization": (entry) => {
    const owner = valueOf(entry, "owner_email");
    return `created the organization${named(entry)}${owner ? ` for ${owner}` : ""}`;
  },
  "operator.suspend_organization": (entry) => `suspended the organization${reasonOf(entry)}`,
  "operator.reactivate_organization": () => "reactivated the organization",
  "operator.purge_organization": () => "deleted the organization for good",
  "operator.update_limits": (entry) => changed(entry, "the limits of the organization"),
  "operator.make_reset_link": (entry) => `made a link with which${named(entry)} chooses a new password`,
  "operator.set_plan": (entry) => {
    const [plan, from] = [valueOf(entry, "plan"), dayOf(entry, "from").replace(" on ", " from ")];
    return plan ? `set the plan ${plan}${from}` : "set the plan";
  },
  "operator.update_seller": () => "changed who issues the invoices",
  "operator.issue_invoices": (entry) => {
    const [numbers, totals] = [valueOf(entry, "numbers"), valueOf(entry, "totals")];
    return numbers ? `issued the invoice ${numbers} over ${totals}` : "issued invoices";
  },
  "operator.mark_invoice_paid": (entry) => `marked the invoice${named(entry)} as paid`,
  "operator.mark_invoice_unpaid": (entry) => `marked the invoice${named(entry)} as not paid`,
  "operator.cancel_invoice": (entry) => `cancelled the invoice${named(entry)}${reasonOf(entry)}`,
};
