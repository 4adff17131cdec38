import { changed, type Predicate } from "./words.ts";

/** What is done with the plan of an organization, here and at the payment provider. */
export const ofSubscriptions: Record<string, Predicate> = {
  "subscription.begin_checkout": (entry) => changed({ ...entry, before: null }, "what is to be paid for"),
  "subscription.open_portal": () => "opened the payment portal",
  "subscription.change_plan": (entry) => changed(entry, "the subscription"),
  "subscription.update_spend_cap": ({ after }) =>
    typeof after?.spend_cap === "number"
      ? `capped what answers beyond the included ones may cost at ${(after.spend_cap / 100).toFixed(2)} ${String(after.currency).toUpperCase()}`
      : "took away the cap on what answers beyond the included ones may cost",
  "subscription.cancel": (entry) => changed(entry, "the subscription"),
  "subscription.resume": (entry) => changed(entry, "the subscription"),
  "subscription.refresh": (entry) => changed(entry, "the subscription"),
  "billing.stripe_changed": (entry) => changed(entry, "the subscription"),
  "billing.follow": (entry) => changed(entry, "the subscription"),
  "billing.reconcile": (entry) => changed(entry, "the subscription"),
};
