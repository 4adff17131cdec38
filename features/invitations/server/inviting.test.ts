import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import {
  addMembership,
  call,
  createCustomRole,
  createKey,
  createMember,
  createOrganization,
  createUser,
  type TestUser,
} from "#testing/factories.ts";
import type { Invitation, InvitationOutcome } from "../contract.ts";

const target = useApp({ worker: true });
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
let count = 0;
const newEmail = () => `guest${count++}@example.com`;

type Rows = { data: InvitationOutcome[]; error: { message: string; field_errors?: Record<string, string> } };
type List = { data: Invitation[]; total: number };
const invite = (as: { cookie: string } | { key: string }, id: string, emails: string[], role = "member", headers = {}) =>
  call<Rows>(target, as, `POST /v1/organizations/${id}/invitations`, { emails, role }, headers);
const list = (as: TestUser, id: string, query = "") => call<List>(target, as, `GET /v1/organizations/${id}/invitations${query}`);
const outcomes = ({ body }: { body: Rows }) => body.data.map(({ outcome }) => outcome);

describe("inviting", () => {
  test("answers a row for each address in the order given, and one that is wrong holds up no other", async () => {
    const { id, owner } = await createOrganization(target);
    const member = await createMember(target, id, "viewer");
    const [a, b] = [newEmail(), newEmail()];
    const { status, body } = await invite(owner, id, [` ${a} `, "no address", b.toUpperCase(), member.email, a.toUpperCase()]);
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { email: a, outcome: "sent", invitation: { email: a, role: "member", invited_by: { name: "Test Person" }, status: "pending" } },
      { email: "no address", outcome: "refused", reason: "Enter an email address such as name@example.com." },
      { email: b.toUpperCase(), outcome: "sent", invitation: { email: b } },
      { email: member.email, outcome: "already_member" },
      { email: a.toUpperCase(), outcome: "already_invited", invitation: { email: a } },
    ]);
    const days = (Date.parse(body.data[0]!.invitation!.expires_at!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
    const listed = (await list(owner, id)).body;
    expect([listed.total, listed.data.map(({ email }) => email)]).toEqual([2, [b, a]]);
    expect((await list(member, id, `?query=${a.toUpperCase()}`)).body.data.map(({ email }) => email)).toEqual([a]);
    expect((await list(member, id, "?per_page=1&page=2")).body.data.map(({ email }) => email)).toEqual([a]);
    const entries = await call<{ data: object[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
    expect(entries.body.data).toMatchObject([
      { action: "invitation.create", target_label: b, after: { role: "member" } },
      { action: "invitation.create", target_label: a },
    ]);
  });

  test("names a role of everybody's in the mail, and none of the organization's own, which could say anything to a stranger", async () => {
    const { id, owner } = await createOrganization(target);
    const custom = await createCustomRole(target, id, ["project:read"], "Admin https://evil.com/@pay");
    const [a, b] = [newEmail(), newEmail()];
    await invite(owner, id, [a], "viewer");
    await invite(owner, id, [b], custom);
    const mailTo = (email: string) => target.mails.find(({ to }) => to === email);
    await expect.poll(() => mailTo(a)?.text).toMatch(/invites you to join the organization “[^”]+” as Viewer\./);
    await expect.poll(() => mailTo(b)?.text).toMatch(/invites you to join the organization “[^”]+”\./);
    expect(`${mailTo(b)!.text}${mailTo(b)!.html}`).not.toContain("evil");
  });

  test("takes between one and a hundred addresses", async () => {
    const { id, owner } = await createOrganization(target);
    for (const emails of [[], Array.from({ length: 101 }, () => "x")]) expect((await invite(owner, id, emails)).status).toBe(422);
    expect(
      outcomes(
        await invite(
          owner,
          id,
          Array.from({ length: 100 }, () => "x"),
        ),
      ),
    ).toEqual(Array(100).fill("refused"));
  });

  test("a second invitation of a pending address changes nothing", async () => {
    const { id, owner } = await createOrganization(target);
    const admin = await createMember(target, id, "admin");
    const email = newEmail();
    const first = (await invite(owner, id, [email])).body.data[0]!;
    const second = (await invite(admin, id, [email], "viewer")).body.data[0]!;
    expect(second).toMatchObject({ outcome: "already_invited", invitation: { id: first.invitation!.id, role: "member" } });
    expect((await list(owner, id)).body.data).toEqual([first.invitation]);
  });

  test("an address whose invitation has expired is invited again", async () => {
    const { id, owner } = await createOrganization(target);
    const email = newEmail();
    await invite(owner, id, [email]);
    await sql("update invitations set expires_at = now() - interval '1 millisecond' where organization_id = $1", [id]);
    expect((await list(owner, id)).body.data).toMatchObject([{ email, status: "expired" }]);
    expect(outcomes(await invite(owner, id, [email]))).toEqual(["sent"]);
    expect((await list(owner, id)).body.data).toMatchObject([{ email, status: "pending" }]);
  });

  test("an address has one pending invitation, however many invite it at once", async () => {
    const { id, owner } = await createOrganization(target);
    const admins = await Promise.all(Array.from({ length: 10 }, () => createMember(target, id, "admin")));
    const email = newEmail();
    const answers = await Promise.all(admins.map((admin) => invite(admin, id, [email])));
    expect(answers.flatMap(outcomes).toSorted()).toEqual([...Array(9).fill("already_invited"), "sent"]);
    expect((await list(owner, id)).body.total).toBe(1);
    const again = "insert into invitations (organization_id, id, email, role) values ($1, $2, $3, 'viewer')";
    await expect(sql(again, [id, newId("inv"), email.toUpperCase()])).rejects.toThrow("invitations_pending");
  });

  test("only an Owner invites an Owner, and a Member nobody", async () => {
    const { id, owner } = await createOrganization(target);
    const admin = await createMember(target, id, "admin");
    expect((await invite(admin, id, [newEmail()], "owner")).status).toBe(403);
    expect((await invite(await createMember(target, id, "member"), id, [newEmail()], "viewer")).status).toBe(403);
    expect((await list(owner, id)).body.total).toBe(0);
    expect(outcomes(await invite(owner, id, [newEmail()], "owner"))).toEqual(["sent"]);
    expect(outcomes(await invite(admin, id, [newEmail()], "admin"))).toEqual(["sent"]);
  });

  test("a key that may invite does so in its maker's name", async () => {
    const { id, owner } = await createOrganization(target);
    const key = await createKey(target, id, owner.id, ["member:invite"]);
    expect((await invite(key, id, [newEmail()], "viewer")).status).toBe(403);
    const able = await createKey(target, id, owner.id, ["member:invite", "organization:read", "member:list", "project:read", "agent:read"]);
    expect((await invite(able, id, [newEmail()], "admin")).status).toBe(403);
    const viewer = await createKey(target, id, owner.id, [...viewerPermissions, "member:invite"]);
    expect((await invite(viewer, id, [newEmail()], "viewer")).body.data).toMatchObject([
      { outcome: "sent", invitation: { invited_by: { name: "Test Person" } } },
    ]);
  });

  test("where nothing is mailed the link is answered, and a repeated key does not get it again", async () => {
    const { mode } = target.platform.mail;
    try {
      target.platform.mail.mode = "none";
      const { id, owner } = await createOrganization(target);
      const email = newEmail();
      const { body } = await invite(owner, id, [email], "member", { "idempotency-key": "a" });
      expect(body.data).toMatchObject([{ outcome: "not_mailed", invitation: { last_sent_at: null } }]);
      expect(body.data[0]!.link).toMatch(/^http:\/\/localhost:3999\/invitations\/[\w-]{32}$/);
      expect((await invite(owner, id, [email], "member", { "idempotency-key": "a" })).status).toBe(409);
      const { rows } = await sql("select answer from idempotency_keys where organization_id = $1", [id]);
      expect(rows).toEqual([{ answer: null }]);
    } finally {
      target.platform.mail.mode = mode;
    }
  });

  test("a repeated Idempotency-Key gets the first answer where that holds no link", async () => {
    const { id, owner } = await createOrganization(target);
    const email = newEmail();
    const first = await invite(owner, id, [email], "member", { "idempotency-key": "b" });
    const again = await invite(owner, id, [email], "member", { "idempotency-key": "b" });
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  test("asks for a confirmed address of the inviter where mail leaves the installation", async () => {
    const { mode } = target.platform.mail;
    const { id, owner } = await createOrganization(target);
    await sql("update users set email_verified = false where id = $1", [owner.id]);
    try {
      target.platform.mail.mode = "smtp";
      expect(await invite(owner, id, [newEmail()])).toMatchObject({
        status: 403,
        body: { error: { message: expect.stringContaining("Confirm your email address before you invite others.") } },
      });
      await sql("update users set email_verified = true where id = $1", [owner.id]);
      expect(outcomes(await invite(owner, id, [newEmail()]))).toEqual(["sent"]);
    } finally {
      target.platform.mail.mode = mode;
    }
  });

  test("mails to each organization's own recipients: another's invitation is no obstacle", async () => {
    const email = newEmail();
    const [one, other] = [await createOrganization(target), await createOrganization(target)];
    expect(outcomes(await invite(one.owner, one.id, [email]))).toEqual(["sent"]);
    expect(outcomes(await invite(other.owner, other.id, [email]))).toEqual(["sent"]);
    const joined = await createUser(target, newEmail());
    await addMembership(target, one.id, joined, "viewer");
    expect(outcomes(await invite(other.owner, other.id, [joined.email]))).toEqual(["sent"]);
  });
});

const viewerPermissions = [
  "organization:read",
  "member:list",
  "project:read",
  "agent:read",
  "source:read",
  "conversation:read",
  "lead:read",
  "check:read",
  "usage:read",
] as const;
