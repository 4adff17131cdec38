import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, type TestUser } from "#testing/factories.ts";
import type { Invitation, InvitationOutcome } from "../../contract.ts";

const target = useApp({ worker: true });
const sql = (text: string, values: unknown[] = []) => target.database.admin.query(text, values);
let count = 0;
const newEmail = () => `guest${count++}@example.com`;

type Rows = { data: InvitationOutcome[]; error: { message: string } };
type List = { data: Invitation[]; total: number };
const invite = (as: { cookie: string } | { key: string }, id: string, emails: string[], role = "member", headers = {}) =>
  call<Rows>(target, as, `POST /v1/organizations/${id}/invitations`, { emails, role }, headers);
const list = (as: TestUser, id: string, query = "") => call<List>(target, as, `GET /v1/organizations/${id}/invitations${query}`);

describe("inviting", () => {
  test("answers a row for each address in the order given, and one that is wrong holds up no other", async () => {
    const { id, owner } = await createOrganization(target);
    const member = await createMember(target, id, "viewer");
    const [a, b] = [newEmail(), newEmail()];
    const { status, body } = await invite(owner, id, [` ${a} `, "no address", b.toUpperCase(), member.email, a.toUpperCase()]);
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { email: a, outcome: "sent", invitation: { email: a, role: "member", invited_by: { name: "Test Person" }, status: "pending" } },
      { email: "no address", outcome: "refused", reason: "Write an e-mail address such as name@example.com." },
      { email: b.toUpperCase(), outcome: "sent", invitation: { email: b } },
      { email: member.email, outcome: "already_member" },
      { email: a.toUpperCase(), outcome: "already_invited", invitation: { email: a } },
    ]);
    const days = (Date.parse(body.data[0]!.invitation!.expires_at!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
    const listed = (await list(owner, id)).body;
    expect([listed.total, listed.data.map(({ email }) => email)]).toEqual([2, [b, a]]);
    expect((await list(owner, id, `?query=${a.toUpperCase()}`)).body.data.map(({ email }) => email)).toEqual([a]);
  });

  test("an address has one pending invitation, however many invite it at once", async () => {
    const { id, owner } = await createOrganization(target);
    const admins = await Promise.all(Array.from({ length: 10 }, () => createMember(target, id, "admin")));
    const email = newEmail();
    const answers = await Promise.all(admins.map((admin) => invite(admin, id, [email])));
    const outcomes = answers.map(({ body }) => body.data[0]!.outcome).toSorted();
    expect(outcomes).toEqual([...Array(9).fill("already_invited"), "sent"]);
    expect((await list(owner, id)).body.total).toBe(1);
    const again = "insert into invitations (organization_id, id, email, role) values ($1, $2, $3, 'viewer')";
    await expect(sql(again, [id, newId("inv"), email.toUpperCase()])).rejects.toThrow("invitations_pending");
  });
});
