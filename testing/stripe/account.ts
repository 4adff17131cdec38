import { deserialize, serialize } from "node:v8";
import type { Invoice } from "./invoice-object.ts";
import * as make from "./objects.ts";
import type { CheckoutSession, Schedule, Subscription } from "./subscription-objects.ts";

/** A refusal as Stripe's API says it. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly type: string;

  constructor(status: number, code: string, message: string, type = "invalid_request_error") {
    super(message);
    this.status = status;
    this.code = code;
    this.type = type;
  }
}

/** What one account of Stripe holds, and its clock. */
export class StripeAccount {
  readonly customers = new Map<string, make.Customer>();
  readonly taxIds = new Map<string, make.TaxId>();
  readonly products = new Map<string, make.Product>();
  readonly prices = new Map<string, make.Price>();
  readonly meters = new Map<string, make.Meter>();
  readonly meterEvents = new Map<string, make.MeterEvent>();
  readonly cards = new Map<string, make.PaymentMethod>();
  readonly sessions = new Map<string, { object: CheckoutSession; form: object }>();
  readonly portals = new Map<string, make.PortalSession>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly schedules = new Map<string, Schedule>();
  readonly invoices = new Map<string, Invoice>();
  readonly events: make.Event[] = [];
  /** Where the seller is, and the seller's name on invoices. */
  country = "US";
  name = "Example Hosting";
  readonly changed: (event: make.Event) => void;
  private made = 0;
  /** How far its clock is ahead of ours. */
  private aheadSeconds = 0;

  /** @param changed is told of each event as it happens */
  constructor(changed: (event: make.Event) => void) {
    this.changed = changed;
  }

  /** All that it holds, to continue with after a restart. */
  toBytes(): Buffer {
    const { changed: _told, ...held } = this;
    return serialize(held);
  }

  fromBytes(bytes: Buffer): void {
    Object.assign(this, deserialize(bytes));
  }

  get now(): number {
    return Math.floor(Date.now() / 1000) + this.aheadSeconds;
  }

  setClock(seconds: number): void {
    this.aheadSeconds += seconds - this.now;
  }

  newId(prefix: string): string {
    this.made += 1;
    return `${prefix}_${String(this.made).padStart(14, "0")}`;
  }

  tell(type: string, object: object): void {
    const event = make.event(this.newId("evt"), this.now, type, structuredClone(object));
    this.events.push(event);
    this.changed(event);
  }

  /** @throws Refused 404 as Stripe says it */
  find<Kept>(kept: Map<string, Kept>, id: string, what: string): Kept {
    const found = kept.get(id);
    if (!found) throw new Refused(404, "resource_missing", `No such ${what}: '${id}'`);
    return found;
  }

  ofCustomer<Kept extends { customer: string | null }>(kept: Map<string, Kept>, customerId: string): Kept[] {
    return [...kept.values()].filter(({ customer }) => customer === customerId).toReversed();
  }
}
