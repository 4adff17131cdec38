import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Refused, StripeAccount } from "./account.ts";
import { answer } from "./answer.ts";
import { invoicePdf } from "./invoice-pdf.ts";
import type { Event } from "./objects.ts";
import { actInPortal, checkoutPage, completeCheckout, portalPage, useCard } from "./pages.ts";
import { readForm, textOf } from "./read-form.ts";
import type { Subscription } from "./subscription-objects.ts";
import { nextDue, renew, startSubscription } from "./subscriptions.ts";

/** What becomes of a request: refused before anything is done, or done without an answer. */
export type Failure = 500 | 429 | "cut before" | "cut after";

export type StripeServer = {
  /** What the STRIPE_… variables take. */
  variables: Record<string, string>;
  account: StripeAccount;
  /** Requests in the order in which they came: `POST /v1/customers`. */
  requests: string[];
  /** What the last POST brought along, as it was sent. */
  lastBody(): string;
  /** Lets the next requests fail whose line begins so; the library tries again by itself, so give enough of them. */
  fail(line: string, ...failures: Failure[]): void;
  /** Waits after a request was done and before its answer goes out; `held` resolves when the next one waits. */
  holdAnswer(wait: ((line: string) => Promise<void>) | null): void;
  held(): Promise<void>;
  /** No request fails any more by order. */
  heal(): void;
  /** As a day does. */
  forgetKeys(): void;
  forgetMeterIdentifiers(): void;
  /** Events that nobody was told of yet, oldest first; they count as delivered from here on. */
  takeEvents(): Event[];
  /** A webhook as Stripe sends it: body and signature. */
  signed(event: object, atSeconds?: number): { body: string; headers: Record<string, string> };
  /** Lets time pass: trials end, periods are renewed and charged, in order. */
  advance(days: number): void;
  /** Another card pays, what is due at once. */
  useCard(customerId: string, last4: string): void;
  /** A second subscription of the same customer, made at Stripe by hand. */
  startSecond(like: Subscription): void;
  complete(sessionId: string, last4?: string): string;
  close(): Promise<void>;
};

const secretKey = "sk_test_of_the_stand_in";
const webhookSecret = "whsec_of_the_stand_in";

/**
 * Stripe's API on a socket, as far as we call it: customers, prices, meters, checkout, portal, subscriptions. It keeps
 * Idempotency-Key and signs its webhooks as Stripe does.
 *
 * @param webhookUrl where events are sent by itself; without it `takeEvents` hands them out
 */
export async function startStripeServer({ port = 0, webhookUrl }: { port?: number; webhookUrl?: string } = {}): Promise<StripeServer> {
  const waiting: Event[] = [];
  const account = new StripeAccount((event) => {
    waiting.push(event);
    if (webhookUrl) void deliver(webhookUrl, event);
  });
  const requests: string[] = [];
  let lastBody = "";
  const failures: { line: string; failure: Failure }[] = [];
  const answered = new Map<string, { request: string; reply: Promise<Reply> }>();
  let wait: ((line: string) => Promise<void>) | null = null;
  let tellHeld = () => {};
  let baseUrl = "";

  async function replyTo(line: string, body: string, request: IncomingMessage): Promise<Reply> {
    const [method = "", target = ""] = line.split(" ");
    const url = new URL(target, baseUrl);
    const reply = (): Reply => {
      try {
        return { status: 200, body: structuredClone(answer(account, baseUrl, method, url.pathname, readForm(body || url.search))) };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const { status, code, message, type } = error;
        return { status, body: { error: { type, message, ...(code ? { code } : {}) } } };
      }
    };
    const key = request.headers["idempotency-key"];
    if (typeof key !== "string" || method === "GET") return reply();
    const same = answered.get(key);
    const described = `${line} ${body}`;
    if (same && same.request !== described)
      return refusal(400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters.");
    const kept = same ?? { request: described, reply: Promise.resolve(reply()) };
    answered.set(key, kept);
    return kept.reply;
  }

  async function handle(request: IncomingMessage): Promise<Reply | "cut"> {
    const body = await readBody(request);
    const line = `${request.method} ${request.url}`;
    if (!request.url?.startsWith("/v1/")) return handlePage(request, body);
    if (request.headers.authorization !== `Bearer ${secretKey}`) return refusal(401, "invalid_request_error", "Invalid API Key provided.");
    requests.push(line);
    if (request.method === "POST") lastBody = body;
    const index = failures.findIndex((failure) => line.startsWith(failure.line));
    const failure = index < 0 ? null : failures.splice(index, 1)[0]!.failure;
    if (failure === 500 || failure === 429) return refusal(failure, "api_error", "Scripted");
    if (failure === "cut before") return "cut";
    const reply = await replyTo(line, body, request);
    const waits = wait?.(line);
    if (waits) tellHeld();
    await waits;
    return failure === "cut after" ? "cut" : reply;
  }

  function handlePage(request: IncomingMessage, body: string): Reply {
    const pdf = invoicePdf(account, request.url ?? "");
    if (pdf) return { status: 200, pdf };
    const [, kind, id = ""] = (request.url ?? "").split("/");
    const form = readForm(body);
    if (kind === "checkout")
      return request.method === "POST"
        ? { status: 303, location: completeCheckout(account, id, (textOf(form.card) ?? "4242").slice(-4)) }
        : { status: 200, html: checkoutPage(account, id) };
    if (kind === "portal")
      return request.method === "POST"
        ? { status: 303, location: actInPortal(account, id, form) }
        : { status: 200, html: portalPage(account, id) };
    return { status: 404, html: "Nothing here." };
  }

  const server = createServer((request, response) => {
    void handle(request)
      .catch((error: unknown): Reply => refusal(500, "api_error", String(error)))
      .then((reply) => {
        if (reply === "cut") return request.socket.destroy();
        const type = reply.pdf ? "application/pdf" : reply.html === undefined ? "application/json" : "text/html; charset=utf-8";
        response.writeHead(reply.status, { "content-type": type, ...(reply.location ? { location: reply.location } : {}) });
        response.end(reply.pdf ?? reply.html ?? JSON.stringify(reply.body ?? {}));
      });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    variables: { BILLING: "stripe", STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: baseUrl },
    account,
    requests,
    lastBody: () => lastBody,
    fail: (line, ...next) => void failures.push(...next.map((failure) => ({ line, failure }))),
    holdAnswer: (next) => void (wait = next),
    held: () => new Promise((resolve) => (tellHeld = resolve)),
    heal: () => void failures.splice(0),
    forgetKeys: () => answered.clear(),
    forgetMeterIdentifiers() {
      const known = [...account.meterEvents.values()];
      account.meterEvents.clear();
      for (const [index, event] of known.entries()) account.meterEvents.set(`forgotten ${index}`, event);
    },
    useCard: (customerId, last4) => useCard(account, customerId, last4),
    startSecond(like) {
      const wanted = like.items.data.map(({ price, quantity }) => ({ price, quantity: quantity ?? null }));
      startSubscription(account, { customer: like.customer }, wanted, null, "4242");
    },
    takeEvents: () => waiting.splice(0),
    signed,
    advance(days) {
      const end = account.now + Math.round(days * 86_400);
      for (let due = nextDue(account); due && due.at <= end; due = nextDue(account)) {
        account.setClock(Math.max(due.at, account.now));
        renew(account, due.subscription);
      }
      account.setClock(end);
    },
    complete: (id, last4) => completeCheckout(account, id, last4),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Reply = { status: number; body?: object; html?: string; pdf?: Buffer; location?: string };

const refusal = (status: number, type: string, message: string): Reply => ({ status, body: { error: { type, message } } });

/** `t` and `v1` of the scheme that Stripe's library checks. */
function signed(event: object, atSeconds = Math.floor(Date.now() / 1000)) {
  const body = JSON.stringify(event);
  const signature = createHmac("sha256", webhookSecret).update(`${atSeconds}.${body}`).digest("hex");
  return { body, headers: { "content-type": "application/json", "stripe-signature": `t=${atSeconds},v1=${signature}` } };
}

/** As Stripe does, it tries again while nobody answers. */
async function deliver(url: string, event: Event, attempts = 5): Promise<void> {
  const answer = await fetch(url, { method: "POST", ...signed(event) }).catch(() => null);
  if (answer?.ok || attempts <= 1) return;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await deliver(url, event, attempts - 1);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
