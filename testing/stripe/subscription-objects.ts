/** Subscriptions and what belongs to them, with every field that Stripe's API has. */
import type { Price } from "./objects.ts";
import { formOf, numberOf, textOf, textsOf, type Form } from "./read-form.ts";

export type Item = ReturnType<typeof item>;
export function item(id: string, created: number, subscription: string, price: Price, quantity: number | null, period: Period) {
  const { start, end } = period;
  return {
    id,
    object: "subscription_item" as const,
    billing_thresholds: null,
    created,
    current_period_end: end,
    current_period_start: start,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    // Metered items have none.
    ...(price.recurring.usage_type === "metered" ? {} : { quantity: quantity ?? 1 }),
    subscription,
    tax_rates: [],
  };
}

/** The former shape of a price, which Stripe still answers beside it. */
function planOf(price: Price) {
  return {
    id: price.id,
    object: "plan" as const,
    active: true,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring.interval,
    interval_count: 1,
    livemode: false,
    metadata: price.metadata,
    meter: price.recurring.meter,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: null,
    trial_period_days: null,
    usage_type: price.recurring.usage_type,
  };
}

export type Period = { start: number; end: number };

export type Subscription = ReturnType<typeof subscription>;
export function subscription(id: string, created: number, form: Form, currency: string, trialEnd: number | null) {
  return {
    id,
    object: "subscription" as const,
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? created,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: "classic" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null as number | null,
    cancel_at_period_end: false,
    canceled_at: null as number | null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    collection_method: "charge_automatically",
    created,
    currency,
    customer: textOf(form.customer) ?? "",
    customer_account: null,
    days_until_due: null,
    default_payment_method: null as string | null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null as number | null,
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: "self" } },
    items: { object: "list" as const, data: [] as Item[], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null as string | null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: textsOf(form.metadata),
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: "off" },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null as string | null,
    start_date: created,
    status: (trialEnd ? "trialing" : "active") as "trialing" | "active" | "past_due" | "canceled",
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: { end_behavior: { missing_payment_method: "create_invoice" } },
    trial_start: trialEnd ? created : null,
  };
}

export type SchedulePhase = ReturnType<typeof phase>;
export function phase(currency: string, items: { price: Price; quantity: number | null }[], period: Period) {
  const { start, end } = period;
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: end,
    invoice_settings: null,
    items: items.map(({ price, quantity }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: planOf(price),
      price: price.id,
      ...(quantity === null ? {} : { quantity }),
      tax_rates: [],
    })),
    metadata: {},
    on_behalf_of: null,
    proration_behavior: "create_prorations",
    start_date: start,
    transfer_data: null,
    trial_end: null,
  };
}

export type Schedule = ReturnType<typeof schedule>;
export function schedule(id: string, created: number, of: { id: string; customer: string }, phases: SchedulePhase[], period: Period) {
  const { start, end } = period;
  return {
    id,
    object: "subscription_schedule" as const,
    application: null,
    billing_mode: { flexible: null, type: "classic" },
    canceled_at: null,
    completed_at: null,
    created,
    current_phase: { end_date: end, start_date: start },
    customer: of.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: "release",
    livemode: false,
    metadata: {},
    phases,
    released_at: null as number | null,
    released_subscription: null as string | null,
    status: "active" as "active" | "released" | "completed",
    subscription: of.id as string | null,
    test_clock: null,
  };
}

export type CheckoutSession = ReturnType<typeof checkoutSession>;
export function checkoutSession(id: string, created: number, url: string, form: Form) {
  return {
    id,
    object: "checkout.session" as const,
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: textOf(form.billing_address_collection),
    cancel_url: textOf(form.cancel_url),
    client_reference_id: textOf(form.client_reference_id),
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: textOf(form.customer),
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: [],
    expires_at: created + 86_400,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: { enabled: false },
    metadata: textsOf(form.metadata),
    mode: textOf(form.mode),
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "always",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_status: "unpaid" as "unpaid" | "paid" | "no_payment_required",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open" as "open" | "complete" | "expired",
    submit_type: null,
    subscription: null as string | null,
    success_url: textOf(form.success_url),
    total_details: null,
    ui_mode: "hosted",
    url: url as string | null,
    wallet_options: null,
  };
}

/** How many days a checkout or a subscription lets pass before the first charge. */
export const trialDaysOf = (form: Form) => numberOf(formOf(form.subscription_data).trial_period_days);
