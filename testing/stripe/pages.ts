import type { StripeAccount } from "./account.ts";
import { formOf, textOf, type Form } from "./read-form.ts";
import { trialDaysOf } from "./subscription-objects.ts";
import { attempt, endSubscription, readItems, startSubscription, updateSubscription } from "./subscriptions.ts";

/** The page that a hosted Checkout would be; `pay` is what its button sends. */
export function checkoutPage(account: StripeAccount, id: string): string {
  const { object, form } = account.find(account.sessions, id, "checkout.session");
  if (object.status !== "open") return page("Checkout", "<p>This checkout is over.</p>");
  const lines = readItems(account, (form as Form).line_items).map(
    ({ price, quantity }) => `<li>${price.nickname ?? price.id}${quantity === null ? "" : ` × ${quantity}`}</li>`,
  );
  const days = trialDaysOf(form as Form);
  return page(
    "Checkout",
    `<ul>${lines.join("")}</ul>${days ? `<p>${days} days for free.</p>` : ""}
     <form method="post"><label>Card number <input name="card" value="4242424242424242"></label> <button>Pay</button></form>
     <p>A stand-in of Stripe: nothing is charged. A card that ends in 0341 is declined.</p>
     <p><a href="${object.cancel_url ?? ""}">Back</a></p>`,
  );
}

/** Somebody sends the form of a checkout. Answers where the browser goes. */
export function completeCheckout(account: StripeAccount, id: string, last4 = "4242"): string {
  const { object, form } = account.find(account.sessions, id, "checkout.session");
  if (object.status !== "open") throw new Error("This checkout is over.");
  const sent = form as Form;
  const data = formOf(sent.subscription_data);
  const wanted = readItems(account, sent.line_items);
  const subscription = startSubscription(
    account,
    { customer: sent.customer!, metadata: data.metadata ?? {} },
    wanted,
    trialDaysOf(sent),
    last4,
  );
  object.status = "complete";
  object.payment_status = subscription.status === "trialing" ? "no_payment_required" : "paid";
  object.subscription = subscription.id;
  object.url = null;
  account.tell("checkout.session.completed", object);
  return object.success_url ?? "";
}

export function portalPage(account: StripeAccount, id: string): string {
  const { return_url } = account.find(account.portals, id, "session");
  return page(
    "Customer portal",
    `<form method="post"><label>Card number <input name="card" value="4242424242424242"></label> <button>Save card</button></form>
     <form method="post"><button name="act" value="cancel">Cancel subscription</button></form>
     <p><a href="${return_url ?? ""}">Back</a></p>`,
  );
}

/** What somebody does in the portal: another card, by which what is due is paid at once, or a cancellation. */
export function actInPortal(account: StripeAccount, id: string, form: Form): string {
  const portal = account.find(account.portals, id, "session");
  for (const subscription of account.ofCustomer(account.subscriptions, portal.customer)) {
    if (subscription.status === "canceled") continue;
    if (form.act === "cancel") updateSubscription(account, subscription, { cancel_at_period_end: "true" });
    else if (form.act === "end") endSubscription(account, subscription);
    else useCard(account, portal.customer, (textOf(form.card) ?? "").slice(-4));
  }
  return portal.return_url ?? "";
}

/** Puts another card behind a customer's subscriptions and tries what is due with it. */
export function useCard(account: StripeAccount, customerId: string, last4: string): void {
  for (const subscription of account.ofCustomer(account.subscriptions, customerId)) {
    const method = account.cards.get(subscription.default_payment_method ?? "");
    if (method) method.card.last4 = last4;
    for (const due of account.ofCustomer(account.invoices, customerId))
      if (due.status === "open" && due.subscription === subscription.id) attempt(account, subscription, due);
  }
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
   <title>${title}</title><style>body{font:16px system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem}</style><main><h1>${title}</h1>${body}</main></html>`;
