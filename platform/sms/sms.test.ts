import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTwilioServer } from "#testing/twilio-server.ts";
import { readEnv } from "../env.ts";
import type { App } from "../http/app.ts";
import { mountSmsOutbox } from "./mount-sms-outbox.ts";
import { openSms } from "./open.ts";

const twilio = await startTwilioServer();
let dataDir = "";
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "botcadence-sms-"));
});
beforeEach(() => twilio.script());
afterAll(async () => {
  await twilio.close();
  await rm(dataDir, { recursive: true, force: true });
});

const message = { to: "+491701234567", from: null, text: "Übung <b>macht</b> den Meister & mehr." };
const openTwilio = (variables = {}) => openSms(readEnv({ ...twilio.variables, ...variables }, []));

test("a text reaches Twilio as it was written, from the sender that is configured or asked for", async () => {
  const sms = openTwilio();
  expect(sms.mode).toBe("twilio");
  await sms.send(message);
  await sms.send({ ...message, from: "+4930901821" });
  expect(twilio.texts).toEqual([
    { to: message.to, from: "+15005550006", text: message.text },
    { to: message.to, from: "+4930901821", text: message.text },
  ]);
  const service = `MG${"a".repeat(32)}`;
  await expect(openTwilio({ TWILIO_FROM: service }).send(message)).rejects.toMatchObject({ reason: "sender" });
  expect(twilio.texts.at(-1)!.from).toBe(service);
});

test.each([
  [{ TWILIO_AUTH_TOKEN: "wrong" }, message, "provider", "20003"],
  [{ TWILIO_BASE_URL: "http://127.0.0.1:1" }, message, "provider", "cannot be reached"],
  [{}, { ...message, from: "+491709999999" }, "sender", "21606"],
  [{}, { ...message, to: "+4915000000000" }, "recipient", "21614"],
])("with %j a text that is refused says why", async (variables, text, reason, words) => {
  await expect(openTwilio(variables).send(text)).rejects.toMatchObject({ reason, message: expect.stringContaining(words) });
});

test.each([
  [{ TWILIO_FROM: "" }, "go together"],
  [{ TWILIO_AUTH_TOKEN: "" }, "go together"],
  [{ TWILIO_ACCOUNT_SID: "SK123" }, "TWILIO_ACCOUNT_SID"],
  [{ TWILIO_FROM: "030 901820" }, "TWILIO_FROM"],
  [{ TWILIO_BASE_URL: "ftp://x" }, "TWILIO_BASE_URL"],
])("%j stops the start with a sentence", (variables, words) => {
  expect(() => readEnv({ ...twilio.variables, ...variables }, [])).toThrow(words);
});

test.each([
  [{}, "outbox"],
  [{ SMTP_URL: "smtp://mail.example" }, "outbox"],
  [{ HOST: "0.0.0.0" }, "none"],
  [{ APP_URL: "https://agents.example" }, "none"],
])("without Twilio and with %j texts go to: %s", async (variables, mode) => {
  const sms = openSms(readEnv({ DATA_DIR: dataDir, ...variables }, []));
  expect(sms.mode).toBe(mode);
  if (mode === "none") await expect(sms.send(message)).rejects.toMatchObject({ reason: "provider" });
});

test("the outbox keeps texts across a restart and shows them, escaped, to this machine alone", async () => {
  const env = readEnv({ DATA_DIR: join(dataDir, "outbox") }, []);
  await openSms(env).send({ ...message, text: "older" });
  await openSms(env).send(message);
  const app: App = new Hono();
  mountSmsOutbox(app, env, openSms(env));
  const host = new URL(env.appUrl).host;
  const here = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
  const json = await app.request("/dev/sms?format=json", { headers: { host } }, here);
  expect(await json.json()).toEqual([
    { ...message, sent_at: expect.any(String) },
    { ...message, text: "older", sent_at: expect.any(String) },
  ]);
  const page = await (await app.request("/dev/sms", { headers: { host } }, here)).text();
  expect(page).toContain("Übung &lt;b&gt;macht&lt;/b&gt; den Meister &amp; mehr.");
  const foreign: Record<string, string>[] = [
    { host: "agents.example" },
    { host, forwarded: "for=10.0.0.1" },
    { host, "x-forwarded-for": "10.0.0.1" },
  ];
  for (const headers of foreign) expect((await app.request("/dev/sms", { headers }, here)).status).toBe(404);
  expect((await app.request("/dev/sms", { headers: { host } })).status).toBe(404);
  expect((await app.request("/dev/sms", {}, here)).status).toBe(404);
});
