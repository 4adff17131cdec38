import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { useApp, type TestApp } from "#testing/app.ts";
import { call, createOrganization, createPhoneNumber, type TestOrganization } from "#testing/factories.ts";
import { startTwilioServer } from "#testing/twilio-server.ts";
import type { PhoneNumber, SentCode } from "../contract.ts";

const twilio = await startTwilioServer();
const target = useApp();
const limited = useApp({ variables: { RATE_LIMIT: "on" } });
const withTwilio = useApp({ variables: twilio.variables });
const without = useApp({ variables: { APP_URL: "https://agents.example" } });
afterAll(() => twilio.close());
beforeEach(() => {
  target.texts.length = 0;
  twilio.texts.length = 0;
  twilio.script();
});

type Refusal = { error: { code: string; message: string; field_errors?: Record<string, string> } };
const phone = "+491701234567";
const pathOf = (organization: TestOrganization, id: string) => `/v1/organizations/${organization.id}/phone-numbers/${id}`;
const send = (organization: TestOrganization, id: string, app: TestApp = target) =>
  call<SentCode & Refusal>(app, organization.owner, `POST ${pathOf(organization, id)}/verification`, {});
const check = (organization: TestOrganization, id: string, code: string, app: TestApp = target) =>
  call<PhoneNumber & Refusal>(app, organization.owner, `POST ${pathOf(organization, id)}/verification/check`, { code });
const codeIn = (text: string | undefined) => /^\d{6}/.exec(text ?? "")?.[0] ?? "";
const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

async function withNumber(app: TestApp = target, number = phone) {
  const organization = await createOrganization(app);
  return { organization, id: await createPhoneNumber(app, organization.id, number) };
}

async function readNumber(organization: TestOrganization, app: TestApp = target): Promise<PhoneNumber> {
  const path = `/v1/organizations/${organization.id}/phone-numbers`;
  return (await call<{ data: PhoneNumber[] }>(app, organization.owner, `GET ${path}`)).body.data[0]!;
}

test("a number is verified by the code that was sent to it, once", async () => {
  const { organization, id } = await withNumber();
  const sent = await send(organization, id);
  expect(sent.status).toBe(202);
  const minutes = (Date.parse(sent.body.expires_at) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(9.9);
  expect(minutes).toBeLessThanOrEqual(10);
  expect(target.texts).toEqual([{ to: phone, from: null, text: expect.stringMatching(/^\d{6} is your Botcadence code\./) }]);
  const code = codeIn(target.texts[0]!.text);
  const stored = await target.database.admin.query("select * from phone_verifications where phone_number_id = $1", [id]);
  expect(JSON.stringify(stored.rows)).not.toContain(code);

  const verified = await check(organization, id, ` ${code.slice(0, 3)} ${code.slice(3)} `);
  expect([verified.status, verified.body.verified_at]).toEqual([200, expect.any(String)]);
  expect((await check(organization, id, code)).body.verified_at).toBe(verified.body.verified_at);
  expect((await send(organization, id)).status).toBe(409);
  const log = await call<{ data: { action: string }[] }>(
    target,
    organization.owner,
    `GET /v1/organizations/${organization.id}/audit-entries`,
  );
  expect(log.body.data.map(({ action }) => action)).toEqual(["phone_number.verify", "phone_number.send_code"]);
  expect(JSON.stringify(log.body)).not.toContain(code);
});

test("a code has five tries, however many come at once, and then it is worth nothing", async () => {
  const { organization, id } = await withNumber();
  await send(organization, id);
  const code = codeIn(target.texts[0]!.text);
  const first = await check(organization, id, wrongCode(code));
  expect([first.status, first.body.error.field_errors]).toEqual([422, { code: "This is not the code. You have 4 tries left." }]);
  const tries = await Promise.all(Array.from({ length: 12 }, () => check(organization, id, wrongCode(code))));
  const sentences = tries.map(({ body }) => body.error.field_errors!.code!);
  expect(sentences.filter((sentence) => sentence.startsWith("This is not the code")).length).toBe(4);
  expect((await check(organization, id, code)).body.error.field_errors).toEqual({ code: "This code has ended. Send a new one." });
  expect((await readNumber(organization)).verified_at).toBeNull();
  await send(organization, id);
  expect((await check(organization, id, codeIn(target.texts[1]!.text))).status).toBe(200);
});

test("a code ends after ten minutes, with the next code, and with the number that it was sent to", async () => {
  const { organization, id } = await withNumber();
  await send(organization, id);
  await target.database.admin.query(
    "update phone_verifications set expires_at = now() - interval '1 millisecond' where phone_number_id = $1",
    [id],
  );
  expect((await check(organization, id, codeIn(target.texts[0]!.text))).status).toBe(422);

  await send(organization, id);
  await send(organization, id);
  const [, second, third] = target.texts.map(({ text }) => codeIn(text));
  if (second !== third) expect((await check(organization, id, second!)).status).toBe(422);
  await call(target, organization.owner, `PATCH ${pathOf(organization, id)}`, { number: "+491707654321" });
  expect((await check(organization, id, third!)).status).toBe(422);
  expect((await readNumber(organization)).verified_at).toBeNull();
});

test("a code of one number verifies no other, here or in another organization", async () => {
  const { organization, id } = await withNumber();
  const other = await withNumber();
  const sibling = await createPhoneNumber(target, organization.id, "+491707654321");
  await send(organization, id);
  await send(other.organization, other.id);
  await send(organization, sibling);
  const [mine, theirs] = target.texts.map(({ text }) => codeIn(text));
  if (mine === theirs) return;
  expect((await check(other.organization, other.id, mine!)).status).toBe(422);
  expect((await check(organization, sibling, mine!)).status).toBe(422);
  expect((await check(organization, other.id, theirs!)).status).toBe(404);
  expect((await send(organization, other.id)).status).toBe(404);
});

test.each(["", "12345", "1234567", "12345a", "１２３４５６"])("the code %j is refused at its field", async (code) => {
  const { organization, id } = await withNumber();
  const refused = await check(organization, id, code);
  expect([refused.status, refused.body.error.field_errors]).toEqual([422, { code: "Enter the six digits of the code." }]);
});

test("sending, checking, changing and deleting at once end in an answer each", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { organization, id } = await withNumber();
    await send(organization, id);
    const code = codeIn(target.texts.at(-1)?.text);
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => send(organization, id)),
      ...Array.from({ length: 4 }, () => check(organization, id, code)),
      call(target, organization.owner, `PATCH ${pathOf(organization, id)}`, { number: "+491707654321" }),
      ...(round % 2 ? [call(target, organization.owner, `DELETE ${pathOf(organization, id)}`)] : []),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => ![200, 202, 204, 404, 409, 422].includes(status))).toEqual([]);
  }
});

test("no code goes to a premium-rate number", async () => {
  const { organization, id } = await withNumber(target, "+499001234567");
  expect((await send(organization, id)).status).toBe(409);
  expect(target.texts).toEqual([]);
});

test("no code goes to a landline, which no text can arrive at", async () => {
  const { organization, id } = await withNumber(target, "+4930901820");
  const refused = await send(organization, id);
  expect([refused.status, refused.body.error.message]).toEqual([409, "No text can arrive at this number: it is a landline."]);
  expect(target.texts).toEqual([]);
});

describe("limits", () => {
  test("the next code is waited for a minute", async () => {
    const { organization, id } = await withNumber(limited);
    expect((await send(organization, id, limited)).status).toBe(202);
    const again = await send(organization, id, limited);
    expect(again.status).toBe(429);
    expect(Number(again.headers.get("retry-after"))).toBeGreaterThan(50);
  });

  test("one telephone gets five codes an hour, whichever organizations ask", async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 7; at += 1) {
      const { organization, id } = await withNumber(limited, "+491700000001");
      statuses.push((await send(organization, id, limited)).status);
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429]);
  });

  test("one organization sends thirty codes a day, whichever numbers it has", async () => {
    const organization = await createOrganization(limited);
    const statuses: number[] = [];
    for (let at = 0; at < 32; at += 1) {
      const id = await createPhoneNumber(limited, organization.id, `+4917000001${String(at).padStart(2, "0")}`);
      statuses.push((await send(organization, id, limited)).status);
    }
    expect(statuses.filter((status) => status === 202).length).toBe(30);
    expect(statuses.slice(30)).toEqual([429, 429]);
  });
});

describe("without an SMS provider", () => {
  test("there is nothing to verify with, neither to call nor in OpenAPI, and any number for SMS may be the sender", async () => {
    const { organization, id } = await withNumber(without);
    expect((await send(organization, id, without)).status).toBe(404);
    expect((await check(organization, id, "123456", without)).status).toBe(404);
    const openApi = await call<{ paths: Record<string, unknown> }>(without, null, "GET /openapi.json");
    expect(Object.keys(openApi.body.paths).filter((path) => path.includes("}/verification"))).toEqual([]);
    const there = await call<{ paths: Record<string, unknown> }>(target, null, "GET /openapi.json");
    expect(Object.keys(there.body.paths).filter((path) => path.includes("}/verification")).length).toBe(2);
    expect((await call<{ sms: string }>(without, null, "GET /v1/installation")).body.sms).toBe("none");
    const sender = await call<PhoneNumber>(without, organization.owner, `PATCH ${pathOf(organization, id)}`, { default_sender: true });
    expect(sender.body.default_sender).toBe(true);
  });
});

describe("with Twilio", () => {
  test("a code comes from the installation's sender, and from the organization's own once that is verified", async () => {
    const { organization, id } = await withNumber(withTwilio);
    expect((await send(organization, id, withTwilio)).status).toBe(202);
    expect(twilio.texts).toEqual([{ to: phone, from: "+15005550006", text: expect.stringMatching(/^\d{6} is your/) }]);
    expect((await check(organization, id, codeIn(twilio.texts[0]!.text), withTwilio)).status).toBe(200);

    await becomeSender(await createPhoneNumber(withTwilio, organization.id, "+4930901821", { verified: true }));
    const other = await createPhoneNumber(withTwilio, organization.id, "+491707654321");
    expect((await send(organization, other, withTwilio)).status).toBe(202);
    expect(twilio.texts.at(-1)).toMatchObject({ to: "+491707654321", from: "+4930901821" });
    const elsewhere = await withNumber(withTwilio);
    await send(elsewhere.organization, elsewhere.id, withTwilio);
    expect(twilio.texts.at(-1)!.from).toBe("+15005550006");

    // Twilio does not send from somebody's own telephone, and that keeps nobody from being verified.
    await becomeSender(id);
    const third = await createPhoneNumber(withTwilio, organization.id, "+491707654322");
    expect((await send(organization, third, withTwilio)).status).toBe(202);
    expect(twilio.texts.slice(-2).map(({ from }) => from)).toEqual([phone, "+15005550006"]);

    async function becomeSender(number: string) {
      const made = await call(withTwilio, organization.owner, `PATCH ${pathOf(organization, number)}`, { default_sender: true });
      expect(made.status).toBe(200);
    }
  });

  test.each([
    [{ status: 500 }, 503, "unavailable"],
    [{ status: 429, code: 20_429 }, 503, "unavailable"],
    [{ status: 401, code: 20_003 }, 503, "unavailable"],
    [{ status: 400, code: 21_606 }, 503, "unavailable"],
    ["no JSON" as const, 503, "unavailable"],
    ["cut" as const, 503, "unavailable"],
    [{ status: 400, code: 21_614 }, 422, "invalid"],
    [{ status: 400, code: 21_408 }, 422, "invalid"],
  ])("when it answers with %j the caller is told %i and no code is left", async (reply, status, code) => {
    const { organization, id } = await withNumber(withTwilio);
    twilio.script(reply);
    const refused = await send(organization, id, withTwilio);
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
    const left = await withTwilio.database.admin.query("select from phone_verifications where phone_number_id = $1", [id]);
    expect(left.rowCount).toBe(0);
    const log = await call<{ total: number }>(withTwilio, organization.owner, `GET /v1/organizations/${organization.id}/audit-entries`);
    expect(log.body.total).toBe(0);
    expect((await send(organization, id, withTwilio)).status).toBe(202);
  });

  test("while it takes its time no connection of the database is held", async () => {
    const numbers = await Promise.all(Array.from({ length: 25 }, (_, at) => withNumber(withTwilio, `+4917000000${10 + at}`)));
    const { promise: until, resolve: answer } = Promise.withResolvers<void>();
    twilio.script(...numbers.map(() => ({ until })));
    const sending = numbers.map(({ organization, id }) => send(organization, id, withTwilio));
    await expect.poll(() => twilio.texts.length, { timeout: 9_000 }).toBe(25);
    expect(await readNumber(numbers[0]!.organization, withTwilio)).toMatchObject({ verified_at: null });
    answer();
    expect(new Set((await Promise.all(sending)).map(({ status }) => status))).toEqual(new Set([202]));
  });
});
