import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { addMembership, call, createInvitation, createMember, createOrganization, createUser } from "#testing/factories.ts";
import type { Invitation, InvitationOutcome } from "../contract.ts";
import { mailsPerDay } from "./mail-limits.ts";

const target = useApp({ variables: { RATE_LIMIT: "on" } });
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
let count = 0;
const newEmail = () => `far${count++}@example.com`;
const newEmails = (length: number) => Array.from({ length }, newEmail);
const neutral = "This address does not take invitations.";

type Rows = { data: InvitationOutcome[]; error: { message: string } };
const invite = (as: { cookie: string }, id: string, emails: string[]) =>
  call<Rows>(target, as, `POST /v1/organizations/${id}/invitations`, { emails, role: "viewer" });
const sent = (answers: { body: Rows }[]) => answers.flatMap(({ body }) => body.data).filter(({ outcome }) => outcome === "sent").length;
const counts = async () =>
  (await sql("select count from invitation_limits where count > 0 order by count desc")).rows.map((row) => row.count as number);

/** As if those who have sent so many had sent more, without the time that those would take. */
async function asIfSent(count: number, more: number): Promise<void> {
  expect((await sql("update invitation_limits set count = $2 where count = $1", [count, more])).rowCount).toBeGreaterThan(0);
}

test("an address is mailed a few invitations a day, across organizations and however simultaneously", async () => {
  const email = newEmail();
  const organizations = await Promise.all(Array.from({ length: 20 }, () => createOrganization(target)));
  const answers = await Promise.all(organizations.map(({ id, owner }) => invite(owner, id, [email])));
  expect(sent(answers)).toBe(mailsPerDay.recipient);
  const refused = answers.flatMap(({ body }) => body.data).filter(({ outcome }) => outcome === "refused");
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(
    new Set(["This address has been invited too often today. Try again tomorrow."]),
  );
  await sql("update invitation_limits set window_started_at = now() - interval '25 hours'");
  const [first] = organizations.filter((_, i) => answers[i]!.body.data[0]!.outcome === "refused");
  expect(sent([await invite(first!.owner, first!.id, [email])])).toBe(1);
});

test("an inviter's limit holds across all their organizations, and two that invite the same people in another order wait for each other", async () => {
  const inviter = await createUser(target);
  const organizations = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const { id } = await createOrganization(target);
      await addMembership(target, id, inviter, "admin");
      return id;
    }),
  );
  expect(sent([await invite(inviter, organizations[0]!, newEmails(3))])).toBe(3);
  await asIfSent(3, mailsPerDay.inviter - 100);
  const emails = newEmails(80);
  const answers = await Promise.all(organizations.map((id, i) => invite(inviter, id, i % 2 ? emails : emails.toReversed())));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(sent(answers)).toBe(100);
  expect((await counts())[0]).toBe(mailsPerDay.inviter);
});

test("an organization's limit holds for all its inviters together, resending counts, and what was not committed does not", async () => {
  const { id, owner } = await createOrganization(target);
  const admins = await Promise.all(Array.from({ length: 6 }, () => createMember(target, id, "admin")));
  const inviteBy = (some: typeof admins) => Promise.all(some.map((admin) => invite(admin, id, newEmails(30))));
  expect(sent(await inviteBy(admins.slice(0, 3)))).toBe(90);
  await asIfSent(90, mailsPerDay.organization - 50);
  expect(sent(await inviteBy(admins.slice(3)))).toBe(50);
  const [invitation] = (await call<{ data: Invitation[] }>(target, owner, `GET /v1/organizations/${id}/invitations`)).body.data;
  const resend = await call(target, owner, `POST /v1/organizations/${id}/invitations/${invitation!.id}/resend`, {});
  expect(resend.status).toBe(429);
  const before = await counts();
  const other = await createOrganization(target);
  expect((await invite(admins[0]!, other.id, newEmails(5))).status).toBe(404);
  expect(await counts()).toEqual(before);
});

test("a person who declined by the mailed link is not invited again by that organization, or by any; nothing else is told", async () => {
  const [email, other] = [newEmail(), newEmail()];
  const { id, owner } = await createOrganization(target);
  const second = await createOrganization(target);
  const copied = await createInvitation(target, id, { email: newEmail(), mailed: false, inviter: owner });
  const decline = (token: string, from: string) => call(target, null, `POST /v1/invitations/${token}/decline`, { from });
  expect((await decline(copied, "everyone")).status).toBe(403);
  const token = await createInvitation(target, id, { email, inviter: owner });
  expect((await call(target, null, `GET /v1/invitations/${token}`)).body.state).toBe("pending");
  expect((await decline(token, "organization")).status).toBe(204);
  expect((await call(target, null, `GET /v1/invitations/${token}`)).body.state).toBe("declined");
  expect((await invite(owner, id, [email])).body.data).toEqual([{ email, outcome: "refused", reason: neutral }]);
  expect(sent([await invite(second.owner, second.id, [email])])).toBe(1);

  const everyone = await createInvitation(target, id, { email: other, inviter: owner });
  expect((await decline(everyone, "everyone")).status).toBe(204);
  for (const { id: where, owner: by } of [second, await createOrganization(target)]) {
    expect((await invite(by, where, [other])).body.data).toEqual([{ email: other, outcome: "refused", reason: neutral }]);
  }
  await sql("update invitation_limits set window_started_at = now() - interval '30 days'");
  expect((await invite(second.owner, second.id, [other])).body.data[0]!.outcome).toBe("refused");
});

test("neither an address nor an organization is in what is counted", async () => {
  const { rows } = await sql("select * from invitation_limits");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  expect(JSON.stringify(rows)).not.toMatch(/@|org_|usr_/);
});
