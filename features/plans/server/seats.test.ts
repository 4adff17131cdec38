import { expect, test } from "vitest";
import type { InvitationOutcome } from "#features/invitations/contract.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { bringPlansUp, setPlan } from "#testing/billing.ts";
import { call, createInvitation, createMember, createOrganization, createUser, type TestOrganization } from "#testing/factories.ts";

const target = useApp({ variables: { BILLING: "manual" } });
const noSeat = expect.stringContaining("No seat is left.");
type Refusal = { state: string; error: { code: string; message: string } };

const createOnFree = async () => {
  const ours = await createOrganization(target);
  await bringPlansUp(target);
  return ours;
};
const invite = async ({ id, owner }: TestOrganization, emails: string[]) =>
  (await call<{ data: InvitationOutcome[] }>(target, owner, `POST /v1/organizations/${id}/invitations`, { emails, role: "viewer" })).body
    .data;
const seatsLeft = async ({ id, owner }: TestOrganization) =>
  (await call<{ left: number | null }>(target, owner, `GET /v1/organizations/${id}/seats`)).body.left;
const accept = (token: string, as: { cookie: string }) => call<Refusal>(target, as, `POST /v1/invitations/${token}/accept`, {});
const stateOf = async (token: string) => (await call<Refusal>(target, null, `GET /v1/invitations/${token}`)).body.state;

test("no more are invited than the plan has seats, each address is told so, and a pending invitation keeps its seat", async () => {
  const ours = await createOnFree();
  expect(await seatsLeft(ours)).toBe(1);
  expect(await invite(ours, ["one@example.com", "two@example.com"])).toMatchObject([
    { outcome: "sent" },
    { outcome: "refused", reason: noSeat },
  ]);
  expect(await seatsLeft(ours)).toBe(0);
  expect((await invite(ours, ["one@example.com", "two@example.com"])).map(({ outcome }) => outcome)).toEqual([
    "already_invited",
    "refused",
  ]);
  await setPlan(target, ours, "pro");
  expect(await seatsLeft(ours)).toBe(23);
  expect(await invite(ours, ["two@example.com"])).toMatchObject([{ outcome: "sent" }]);
  await setPlan(target, ours, "business");
  expect(await seatsLeft(ours)).toBeNull();
});

test("of six who are invited at once into the last seat one gets it", async () => {
  const ours = await createOnFree();
  const invited = await Promise.all(Array.from({ length: 6 }, (_, n) => invite(ours, [`racer-${n}@example.com`])));
  expect(invited.map(([row]) => row!.outcome).toSorted()).toEqual(["refused", "refused", "refused", "refused", "refused", "sent"]);
  expect(await seatsLeft(ours)).toBe(0);
});

test("of six who accept the last seat at once one joins; the others wait, and a seat that comes free lets the next one in", async () => {
  const ours = await createOnFree();
  const users = await Promise.all(Array.from({ length: 6 }, () => createUser(target)));
  const tokens = await Promise.all(users.map(({ email }) => createInvitation(target, ours.id, { email, inviter: ours.owner })));
  const answers = await Promise.all(users.map((user, index) => accept(tokens[index]!, user)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  const [joined, waiting] = [answers.findIndex(({ status }) => status === 200), answers.findIndex(({ status }) => status === 409)];
  expect(answers[waiting]!.body.error.message).toContain("no seat left");
  expect(await stateOf(tokens[waiting]!)).toBe("full");
  expect((await call(target, users[joined]!, `POST /v1/organizations/${ours.id}/leave`, {})).status).toBe(204);
  expect(await stateOf(tokens[waiting]!)).toBe("pending");
  expect((await accept(tokens[waiting]!, users[waiting]!)).status).toBe(200);
});

test("nobody signs up by an invitation that has no seat, no account is left over, and a higher plan lets them in", async () => {
  const ours = await createOnFree();
  await createMember(target, ours.id, "viewer");
  const email = "newcomer@example.com";
  const token = await createInvitation(target, ours.id, { email, inviter: ours.owner });
  const signUp = async () =>
    target.app.request("/api/auth/sign-up/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: testAppUrl },
      body: JSON.stringify({ email, password: "Correct horse 1", invitation_token: token }),
    });
  const refused = await signUp();
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining("no seat left")]);
  expect((await target.database.admin.query("select from users where email = $1", [email])).rows).toEqual([]);
  await setPlan(target, ours, "pro");
  expect((await signUp()).status).toBe(200);
  const { rows } = await target.database.admin.query(
    "select role from memberships m join users u on u.id = m.user_id where m.organization_id = $1 and u.email = $2",
    [ours.id, email],
  );
  expect(rows).toEqual([{ role: "member" }]);
});

test("an invitation that expired needs a seat to be sent again, one that is pending has its own", async () => {
  const ours = await createOnFree();
  const [pending] = await invite(ours, ["one@example.com"]);
  await createInvitation(target, ours.id, { email: "two@example.com", inviter: ours.owner, expiresAt: new Date(Date.now() - 1000) });
  const list = await call<{ data: { id: string; email: string }[] }>(target, ours.owner, `GET /v1/organizations/${ours.id}/invitations`);
  const expired = list.body.data.find(({ email }) => email === "two@example.com")!;
  const resend = (id: string) => call<Refusal>(target, ours.owner, `POST /v1/organizations/${ours.id}/invitations/${id}/resend`, {});
  expect(await resend(expired.id)).toMatchObject({ status: 409, body: { error: { code: "limit_reached", message: noSeat } } });
  expect((await resend(pending!.invitation!.id)).status).toBe(200);
  await call(target, ours.owner, `DELETE /v1/organizations/${ours.id}/invitations/${pending!.invitation!.id}`);
  expect((await resend(expired.id)).status).toBe(200);
});

test("after a lower plan the members beyond its seats stay and work, and nobody is added", async () => {
  const ours = await createOnFree();
  await setPlan(target, ours, "pro");
  const members = await Promise.all([1, 2, 3].map(() => createMember(target, ours.id, "member")));
  const invited = await createUser(target);
  const token = await createInvitation(target, ours.id, { email: invited.email, inviter: ours.owner });
  await setPlan(target, ours, "free");
  for (const member of members) {
    const made = await call(target, member, `POST /v1/organizations/${ours.id}/projects`, { name: "Help centre" });
    expect(made.status).toBe(201);
  }
  expect(await seatsLeft(ours)).toBe(0);
  expect(await invite(ours, ["more@example.com"])).toMatchObject([{ outcome: "refused", reason: noSeat }]);
  expect((await accept(token, invited)).status).toBe(409);
  expect(await stateOf(token)).toBe("full");
});
