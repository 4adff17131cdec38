/** Objects as Stripe answers them, each with every field that its API has. */
import { formOf, listOf, numberOf, textOf, textsOf, type Form } from "./read-form.ts";

export type Address = {
  city: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  postal_code: string | null;
  state: string | null;
};

export function readAddress(form: Form): Address {
  const { city, country, line1, line2, postal_code, state } = form;
  return {
    city: textOf(city),
    country: textOf(country),
    line1: textOf(line1),
    line2: textOf(line2),
    postal_code: textOf(postal_code),
    state: textOf(state),
  };
}

export type Customer = ReturnType<typeof customer>;
export function customer(id: string, created: number, form: Form) {
  return {
    id,
    object: "customer" as const,
    address: form.address ? readAddress(formOf(form.address)) : null,
    balance: 0,
    created,
    currency: null as string | null,
    default_source: null,
    delinquent: false,
    description: textOf(form.description),
    discount: null,
    email: textOf(form.email),
    invoice_prefix: id.slice(-7).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null as string | null, footer: null, rendering_options: null },
    livemode: false,
    metadata: textsOf(form.metadata),
    name: textOf(form.name),
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none" as string | null,
    test_clock: null,
  };
}

export type TaxId = ReturnType<typeof taxId>;
export function taxId(id: string, created: number, owner: string, form: Form) {
  const value = textOf(form.value) ?? "";
  return {
    id,
    object: "tax_id" as const,
    country: value.slice(0, 2),
    created,
    customer: owner,
    customer_account: null,
    livemode: false,
    owner: { customer: owner, customer_account: null, type: "customer" },
    type: textOf(form.type),
    value,
    verification: { status: "pending", verified_address: null, verified_name: null },
  };
}

export type Product = ReturnType<typeof product>;
export function product(id: string, created: number, form: Form) {
  return {
    id,
    object: "product" as const,
    active: true,
    created,
    default_price: null,
    description: textOf(form.description),
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: textsOf(form.metadata),
    name: textOf(form.name),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: "service",
    unit_label: null,
    updated: created,
    url: null,
  };
}

export type Price = ReturnType<typeof price>;
export function price(id: string, created: number, form: Form) {
  const recurring = formOf(form.recurring);
  const tiers = listOf(form.tiers).map((tier) => {
    const { up_to, unit_amount, flat_amount } = formOf(tier);
    return {
      up_to: up_to === "inf" ? null : numberOf(up_to),
      unit_amount: numberOf(unit_amount) ?? 0,
      flat_amount: numberOf(flat_amount) ?? 0,
    };
  });
  const unit = tiers.length > 0 ? null : numberOf(form.unit_amount);
  return {
    id,
    object: "price" as const,
    active: true,
    billing_scheme: tiers.length > 0 ? "tiered" : "per_unit",
    created,
    currency: textOf(form.currency) ?? "",
    custom_unit_amount: null,
    livemode: false,
    lookup_key: textOf(form.lookup_key),
    metadata: textsOf(form.metadata),
    nickname: textOf(form.nickname),
    product: textOf(form.product),
    recurring: {
      interval: textOf(recurring.interval) ?? "month",
      interval_count: 1,
      meter: textOf(recurring.meter),
      trial_period_days: null,
      usage_type: textOf(recurring.usage_type) ?? "licensed",
    },
    tax_behavior: "unspecified",
    tiers_mode: tiers.length > 0 ? "graduated" : null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: unit,
    unit_amount_decimal: unit === null ? null : String(unit),
  };
}

export type Meter = ReturnType<typeof meter>;
export function meter(id: string, created: number, form: Form) {
  return {
    id,
    object: "billing.meter" as const,
    created,
    customer_mapping: { event_payload_key: "stripe_customer_id", type: "by_id" },
    default_aggregation: { formula: "sum" },
    display_name: textOf(form.display_name),
    event_name: textOf(form.event_name),
    event_time_window: null,
    livemode: false,
    status: "active",
    status_transitions: { deactivated_at: null },
    updated: created,
    value_settings: { event_payload_key: "value" },
  };
}

export type MeterEvent = ReturnType<typeof meterEvent>;
export function meterEvent(created: number, form: Form) {
  const payload = textsOf(form.payload);
  return {
    object: "billing.meter_event" as const,
    created,
    event_name: textOf(form.event_name) ?? "",
    identifier: textOf(form.identifier) ?? "",
    livemode: false,
    payload: { stripe_customer_id: payload.stripe_customer_id ?? "", value: payload.value ?? "" },
    timestamp: numberOf(form.timestamp) ?? created,
  };
}

export type PaymentMethod = ReturnType<typeof card>;
/** A card; the one that ends in 0341 is declined whenever it is charged. */
export function card(id: string, created: number, owner: string, last4: string) {
  return {
    id,
    object: "payment_method" as const,
    allow_redisplay: "always",
    billing_details: { address: readAddress({}), email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: "visa",
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "US",
      display_brand: "visa",
      exp_month: 8,
      exp_year: 2030,
      fingerprint: `fp${last4}`,
      funding: "credit",
      generated_from: null,
      last4,
      networks: { available: ["visa"], preferred: null },
      regulated_status: null,
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer: owner,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

export type PortalSession = ReturnType<typeof portalSession>;
export function portalSession(id: string, created: number, url: string, form: Form) {
  return {
    id,
    object: "billing_portal.session" as const,
    configuration: "bpc_standard",
    created,
    customer: textOf(form.customer) ?? "",
    customer_account: null,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: textOf(form.return_url),
    url,
  };
}

export type Event = ReturnType<typeof event>;
export function event(id: string, created: number, type: string, object: object) {
  return {
    id,
    object: "event" as const,
    api_version: null,
    created,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  };
}
