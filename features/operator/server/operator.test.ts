import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import type { AuditEntry } from "#features/audit/contract.ts";
import type { Organization, PurgeCertificate, StatusChange } from "#features/organizations/contract.ts";
import { suspendOverdue } from "#features/organizations/server/suspend-overdue.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, createUser, setStatus } from "#testing/factories.ts";
import type { MadeForCustomer, OperatorListItem, OperatorOrganization, ResetLink } from "../contract.ts";

const target = useApp({ worker: true });
const ownKey = "an-operator-key-of-ones-own-long-enough";
const withOwnKey = useApp({ variables: { OPERATOR_KEY: ownKey } });
/** Others can reach it and there is no mail server: nothing is mailed. */
const mailless = useApp({ variables: { HOST: "0.0.0.0" } });
type Refusal = { error: { message: string; field_errors?: Record<string, string> } };

const asOperator = <Body = OperatorOrganization & Refusal>(line: string, body?: object) => {
  const [method, path] = line.split(" ");
  return call<Body>(target, { key: operatorKey(target.platform) }, `${method} /v1/operator${path}`, body);
};
const entriesOf = async (organization: { id: string; owner: { cookie: string } }) =>
  (await call<{ data: AuditEntry[] }>(target, organization.owner, `GET /v1/organizations/${organization.id}/audit-entries`)).body.data;
const read = async (organization: { id: string; owner: { cookie: string } }) =>
  (await call<Organization>(target, organization.owner, `GET /v1/organizations/${organization.id}`)).body;
const changesOf = async (organization: { id: string; owner: { cookie: string } }) =>
  (await call<{ data: StatusChange[] }>(target, organization.owner, `GET /v1/organizations/${organization.id}/status-changes`)).body.data;

test("the operator suspends with a reason that everybody in the organization reads, and reactivates", async () => {
  const organization = await createOrganization(target, "Acme");
  const viewer = await createMember(target, organization.id, "viewer");
  const suspended = await asOperator(`POST /organizations/${organization.id}/suspend`, { reason: "  Reported for spam.  " });
  expect(suspended).toMatchObject({
    status: 200,
    body: { status: "suspended", status_reason: "Reported for spam.", status_by: "Operator" },
  });
  expect(Date.now() - Date.parse(suspended.body.status_since!)).toBeLessThan(10_000);
  const seen = await call(target, viewer, `GET /v1/organizations/${organization.id}`);
  expect(seen.body).toMatchObject({ status: "suspended", status_reason: "Reported for spam.", status_since: suspended.body.status_since });

  expect((await asOperator(`POST /organizations/${organization.id}/reactivate`, {})).body).toMatchObject({
    status: "active",
    status_reason: null,
    status_by: null,
  });
  const [reactivated, before] = await changesOf(organization);
  expect([before, reactivated]).toMatchObject([
    { status: "suspended", reason: "Reported for spam.", actor_label: "Operator" },
    { status: "active", reason: "The suspension was ended.", actor_label: "Operator" },
  ]);
  expect((await read(organization)).status_since).toBe(reactivated!.created_at);
});

test("each act of the operator leaves an entry that the Owners can read, also while they are suspended", async () => {
  const organization = await createOrganization(target);
  await asOperator(`POST /organizations/${organization.id}/suspend`, { reason: "Unpaid" });
  expect((await entriesOf(organization))[0]).toMatchObject({
    action: "operator.suspend_organization",
    actor_type: "operator",
    actor_label: "Operator",
    target_id: organization.id,
    before: { status: "active" },
    after: { status: "suspended", reason: "Unpaid" },
  });
  await asOperator(`POST /organizations/${organization.id}/reactivate`, {});
  expect((await entriesOf(organization))[0]).toMatchObject({ action: "operator.reactivate_organization", after: { status: "active" } });
});

test("what changes nothing is refused with a sentence: twice the same, no reason, an id that is not there", async () => {
  const { id } = await createOrganization(target);
  const refused = async (line: string, body: object) => {
    const answer = await asOperator(line, body);
    return [answer.status, answer.body.error.message];
  };
  expect(await refused(`POST /organizations/${id}/reactivate`, {})).toEqual([409, "This organization is not suspended."]);
  const noReason = [422, "Say why: everybody in the organization can read it."];
  for (const body of [{}, { reason: " " }]) expect(await refused(`POST /organizations/${id}/suspend`, body)).toEqual(noReason);
  for (const reason of ["x".repeat(501), "two\nlines", "\u202Eesrever"])
    expect((await asOperator(`POST /organizations/${id}/suspend`, { reason })).status).toBe(422);
  await asOperator(`POST /organizations/${id}/suspend`, { reason: "First" });
  expect(await refused(`POST /organizations/${id}/suspend`, { reason: "Second" })).toEqual([
    409,
    "This organization is suspended already: First",
  ]);
  const absent = [404, "There is no organization with this id."];
  expect(await refused(`POST /organizations/${newId("org")}/suspend`, { reason: "Nobody" })).toEqual(absent);
  const { rows } = await target.database.admin.query("select status from status_changes where organization_id = $1", [id]);
  expect(rows).toEqual([{ status: "suspended" }]);
});

test("of two suspensions at once one is done and the other is refused, and the history has one change", async () => {
  const organization = await createOrganization(target);
  const suspend = (reason: string) => asOperator(`POST /organizations/${organization.id}/suspend`, { reason });
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => suspend(`Reason ${index}`)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  expect(await changesOf(organization)).toHaveLength(1);
  expect(await entriesOf(organization)).toHaveLength(1);
});

test("suspending what is being deleted keeps it so, and undoing one fact leaves the other", async () => {
  const organization = await createOrganization(target);
  await setStatus(target, organization.id, "deleting");
  expect((await asOperator(`POST /organizations/${organization.id}/suspend`, { reason: "Spam" })).body.status).toBe("deleting");
  await setStatus(target, organization.id, "past_due");
  expect((await asOperator(`POST /organizations/${organization.id}/reactivate`, {})).body).toMatchObject({ status: "deleting" });
});

test("the list is found by a part of the name, an id and a member's address, and paged", async () => {
  const one = await createOrganization(target, "Needle 100% & Sons");
  const two = await createOrganization(target, "A needle too");
  await createProject(target, one.id, one.owner.id);
  await createMember(target, one.id, "viewer");
  const list = async (query: Record<string, string>) =>
    (await asOperator<{ data: OperatorListItem[]; total: number }>(`GET /organizations?${new URLSearchParams(query)}`)).body;
  const found = await list({ search: "needle" });
  expect(found.data.map(({ id }) => id)).toEqual([two.id, one.id]);
  expect(found.data[1]).toMatchObject({
    name: "Needle 100% & Sons",
    status: "active",
    member_count: 2,
    project_count: 1,
    awaits_owner: false,
  });
  expect((await list({ search: "100%" })).data.map(({ id }) => id)).toEqual([one.id]);
  expect((await list({ search: "100_" })).total).toBe(0);
  expect((await list({ search: two.id })).data.map(({ id }) => id)).toEqual([two.id]);
  expect((await list({ search: two.owner.email.toUpperCase() })).data.map(({ id }) => id)).toEqual([two.id]);
  const page = await list({ search: "needle", page: "2", per_page: "1" });
  expect([page.total, page.data.map(({ id }) => id)]).toEqual([2, [one.id]]);
});

test("what the operator sees of an organization is its status and who owns it, and nothing of its content", async () => {
  const organization = await createOrganization(target, "Quiet Company");
  await createProject(target, organization.id, organization.owner.id, "Secret project");
  const { body } = await asOperator(`GET /organizations/${organization.id}`);
  expect(body.owners).toEqual([{ id: organization.owner.id, email: organization.owner.email, name: "Test Person" }]);
  expect(JSON.stringify(body)).not.toContain("Secret project");
  expect(body).toMatchObject({ name: "Quiet Company", status: "active", member_count: 1, project_count: 1 });
});

test("a failed payment suspends after 14 days and not before, by the system, with its reason", async () => {
  const [late, due, deleting] = [await createOrganization(target), await createOrganization(target), await createOrganization(target)];
  const unpaid = (id: string, days: number) =>
    target.database.admin.query("update organizations set past_due_since = now() - make_interval(days => $2) where id = $1", [id, days]);
  await unpaid(late.id, 14);
  await unpaid(due.id, 13);
  await unpaid(deleting.id, 20);
  await setStatus(target, deleting.id, "deleting");
  const until = Date.parse((await read(due)).suspends_at!) - Date.now();
  expect(Math.abs(until - 86_400_000)).toBeLessThan(60_000);
  expect(await read(due)).toMatchObject({ status: "past_due", status_reason: "The last payment failed." });

  await sweep();
  const reason = "A payment was due for more than 14 days.";
  expect(await read(late)).toMatchObject({ status: "suspended", status_reason: reason, status_by: "Botcadence", suspends_at: null });
  expect(await changesOf(late)).toMatchObject([{ status: "suspended", reason, actor_label: "Botcadence" }]);
  expect((await entriesOf(late))[0]).toMatchObject({
    action: "organization.suspend",
    actor_type: "system",
    after: { status: "suspended" },
  });
  expect((await read(due)).status).toBe("past_due");
  const { rows } = await target.database.admin.query("select suspended_at from organizations where id = $1", [deleting.id]);
  expect(rows).toEqual([{ suspended_at: null }]);
  await sweep();
  expect(await changesOf(late)).toHaveLength(1);
});

test("whom the operator reactivates before the payment came has another 14 days", async () => {
  const organization = await createOrganization(target);
  await target.database.admin.query("update organizations set past_due_since = now() - interval '30 days' where id = $1", [
    organization.id,
  ]);
  await sweep();
  await asOperator(`POST /organizations/${organization.id}/reactivate`, {});
  await sweep();
  const standing = await read(organization);
  expect(standing.status).toBe("past_due");
  expect(Math.abs(Date.parse(standing.suspends_at!) - Date.now() - 14 * 86_400_000)).toBeLessThan(60_000);
  await target.database.admin.query("update organizations set grace_until = now() where id = $1", [organization.id]);
  await sweep();
  expect((await read(organization)).status).toBe("suspended");
});

test("a reset link chooses one new password, and each organization of the account is told", async () => {
  const [first, second] = [await createOrganization(target), await createOrganization(target)];
  const user = await createUser(target, "forgetful@example.com");
  for (const { id } of [first, second])
    await target.database.admin.query("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, 'member')", [
      id,
      newId("mem"),
      user.id,
    ]);
  const made = await asOperator<ResetLink & Refusal>("POST /reset-links", { email: " Forgetful@Example.com " });
  expect(made.status).toBe(201);
  expect(target.mails.filter((mail) => mail.to === user.email)).toEqual([]);
  for (const organization of [first, second]) {
    expect((await entriesOf(organization))[0]).toMatchObject({
      action: "operator.make_reset_link",
      actor_type: "operator",
      target_label: "forgetful@example.com",
    });
  }
  const token = new URL(made.body.link).searchParams.get("token");
  const reset = () => call(target, null, "POST /api/auth/reset-password", { token, newPassword: "Another Passw0rd" });
  expect([(await reset()).status, (await reset()).status]).toEqual([200, 422]);
  const signIn = await call(target, null, "POST /api/auth/sign-in/email", { email: user.email, password: "Another Passw0rd" });
  expect(signIn.status).toBe(200);
  const unknown = await asOperator<Refusal>("POST /reset-links", { email: "nobody@example.com" });
  expect([unknown.status, unknown.body.error.field_errors]).toEqual([422, { email: "No account has this address." }]);
});

test("an organization for a customer waits for its first Owner, whom the operator invites without joining", async () => {
  const made = await asOperator<MadeForCustomer>("POST /organizations", { name: "Customer Ltd", owner_email: " First@Customer.example " });
  expect(made).toMatchObject({
    status: 201,
    body: {
      name: "Customer Ltd",
      status: "active",
      awaits_owner: true,
      member_count: 0,
      owners: [],
      invitation: { outcome: "sent", link: null },
    },
  });
  const { id } = made.body;
  expect((await asOperator<{ data: OperatorListItem[] }>(`GET /organizations?search=${id}`)).body.data[0]).toMatchObject({
    awaits_owner: true,
  });
  await expect.poll(() => target.mails.map((mail) => mail.to)).toContain("first@customer.example");

  const mail = target.mails.find(({ to }) => to === "first@customer.example")!;
  const token = /\/invitations\/([\w-]+)/.exec(mail.text)![1];
  const owner = await createUser(target, "first@customer.example");
  expect((await call(target, owner, `POST /v1/invitations/${token}/accept`, {})).status).toBe(200);
  expect((await asOperator(`GET /organizations/${id}`)).body).toMatchObject({
    awaits_owner: false,
    member_count: 1,
    owners: [{ email: "first@customer.example" }],
  });
  expect((await entriesOf({ id, owner })).find(({ action }) => action === "operator.create_organization")).toMatchObject({
    actor_type: "operator",
    after: { name: "Customer Ltd", owner_email: "first@customer.example" },
  });
});

test("where nothing is mailed the operator gets the link, and a repeated Idempotency-Key makes nothing again", async () => {
  const make = (headers = {}) =>
    call<MadeForCustomer & Refusal>(
      mailless,
      { key: operatorKey(mailless.platform) },
      "POST /v1/operator/organizations",
      { name: "Quiet Ltd", owner_email: "owner@quiet.example" },
      headers,
    );
  const once = await Promise.all(Array.from({ length: 5 }, () => make({ "idempotency-key": "once" })));
  expect(once.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  const { body } = once.find(({ status }) => status === 201)!;
  expect(body.invitation).toEqual({ outcome: "not_mailed", link: expect.stringContaining("/invitations/") });
  const { rows } = await mailless.database.admin.query("select id from organizations where name = 'Quiet Ltd'");
  expect(rows).toEqual([{ id: body.id }]);
});

test("a name or an address that is wrong makes nothing and has its sentence at its field", async () => {
  const make = async (body: object) => (await asOperator<Refusal>("POST /organizations", body)).body.error.field_errors;
  expect(await make({ name: " ", owner_email: "ann@example.com" })).toEqual({ name: "An organization needs a name." });
  expect(await make({ name: "www.shop.example", owner_email: "nobody" })).toEqual({
    name: "A name cannot be a web address.",
    owner_email: "Enter an email address such as name@example.com.",
  });
});

test("a purge by the operator is at once, leaves a certificate, and cannot be repeated", async () => {
  const organization = await createOrganization(target, "Unwanted");
  await createProject(target, organization.id, organization.owner.id);
  const purged = await asOperator<PurgeCertificate>(`POST /organizations/${organization.id}/purge`, {});
  expect(purged).toMatchObject({
    status: 200,
    body: { organization_name: "Unwanted", requested_by: "operator", purged_by: "operator", row_counts: { projects: 1, memberships: 1 } },
  });
  expect(purged.body.finished_at).not.toBeNull();
  expect((await call(target, organization.owner, `GET /v1/organizations/${organization.id}`)).status).toBe(404);
  expect((await asOperator(`POST /organizations/${organization.id}/purge`, {})).status).toBe(404);
  expect((await asOperator<{ data: PurgeCertificate[] }>("GET /purge-certificates")).body.data[0]).toEqual(purged.body);
});

test("an operator key of one's own opens, and the one made of the secret then does not", async () => {
  const line = "GET /v1/operator/organizations";
  expect((await call(withOwnKey, { key: ownKey }, line)).status).toBe(200);
  expect((await call(withOwnKey, { key: operatorKey(target.platform) }, line)).status).toBe(401);
  expect((await call(target, { key: ownKey }, line)).status).toBe(401);
});

test("the operator key opens nothing of an organization or an account", async () => {
  const { id } = await createOrganization(target);
  const key = { key: operatorKey(target.platform) };
  expect((await call(target, key, `GET /v1/organizations/${id}`)).status).toBe(404);
  expect((await call(target, key, `GET /v1/organizations/${id}/projects`)).status).toBe(404);
  expect((await call(target, key, "GET /v1/me")).status).toBe(403);
});

function sweep(): Promise<void> {
  return suspendOverdue.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(10_000) });
}
