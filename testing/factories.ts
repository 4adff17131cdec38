import { createHmac, randomBytes } from "node:crypto";
import { sessionCookieName, sessionSecret } from "#access/authenticate.ts";
import { hintOf, newApiKey } from "#access/api-key.ts";
import type { Permission } from "#access/permissions.ts";
import type { Status } from "#access/status.ts";
import { newId } from "#platform/ids.ts";
import { hashToken } from "#platform/keys.ts";
import type { TestApp } from "./app.ts";

export type TestUser = { id: string; email: string; cookie: string };
export type TestMember = TestUser & { membershipId: string };
export type TestOrganization = { id: string; owner: TestMember };

/** A user with a session, made in the database: no password is hashed, so hundreds of them are cheap. */
export async function createUser(test: TestApp, email = `${letters(12)}@example.com`): Promise<TestUser> {
  const id = newId("usr");
  const token = randomBytes(24).toString("base64url");
  await test.database.admin.query("insert into users (id, email, name, email_verified) values ($1, $2, 'Test Person', true)", [id, email]);
  await test.database.admin.query("insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '1 day')", [
    newId("ses"),
    id,
    token,
  ]);
  const signature = createHmac("sha256", sessionSecret(test.platform.appSecret)).update(token).digest("base64");
  const cookie = `${sessionCookieName(test.platform.env.appUrl)}=${encodeURIComponent(`${token}.${signature}`)}`;
  return { id, email, cookie };
}

/** A fresh organization with its Owner; every test makes its own. */
export async function createOrganization(test: TestApp, name = "Test Company"): Promise<TestOrganization> {
  const owner = await createUser(test);
  const id = newId("org");
  await test.database.admin.query("insert into organizations (id, name) values ($1, $2)", [id, name]);
  return { id, owner: { ...owner, membershipId: await addMembership(test, id, owner, "owner") } };
}

/** Another member of the organization, with a session. */
export async function createMember(test: TestApp, organizationId: string, role: string): Promise<TestMember> {
  const user = await createUser(test);
  return { ...user, membershipId: await addMembership(test, organizationId, user, role) };
}

/** Somebody who has a session becomes a member of one more organization. */
export async function addMembership(test: TestApp, organizationId: string, user: TestUser, role: string): Promise<string> {
  const id = newId("mem");
  await test.database.admin.query("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, $4)", [
    organizationId,
    id,
    user.id,
    role,
  ]);
  return id;
}

/** A role of the organization's own, which nobody holds yet. */
export async function createCustomRole(
  test: TestApp,
  organizationId: string,
  permissions: readonly Permission[],
  name = `Role ${letters(8)}`,
): Promise<string> {
  const id = newId("rol");
  await test.database.admin.query("insert into custom_roles (organization_id, id, name, permissions) values ($1, $2, $3, $4)", [
    organizationId,
    id,
    name,
    permissions,
  ]);
  return id;
}

/** Each status with the facts that it derives from. */
const factsOf: Record<Status, string> = {
  active: "past_due_since = null, suspended_at = null, suspended_reason = null, purge_at = null, deletion_requested_at = null",
  past_due: "past_due_since = now() - interval '1 day'",
  suspended: "suspended_at = now(), suspended_by = 'Operator', suspended_reason = 'Unpaid'",
  deleting: "purge_at = now() + interval '30 days', deletion_requested_at = now(), deletion_requested_by = 'ann@example.com'",
};

/** Puts an active organization into a status, in the database: nothing in the process is told of it. */
export async function setStatus(test: TestApp, organizationId: string, status: Status): Promise<void> {
  await test.database.admin.query(`update organizations set ${factsOf[status]} where id = $1`, [organizationId]);
}

/** An API key as it is stored: its hash, what it was given, and the membership of its maker, a user. */
export async function createKey(
  test: TestApp,
  organizationId: string,
  makerId: string,
  permissions: readonly Permission[],
  { name = "Importer", expiresAt = null as Date | null } = {},
): Promise<{ key: string; id: string }> {
  const [key, id] = [newApiKey(), newId("key")];
  const { admin } = test.database;
  await admin.query(
    `insert into api_keys (organization_id, id, name, hash, hint, permissions, expires_at, membership_id)
     select $1, $2, $3, $4, $5, $6, $7, id from memberships where organization_id = $1 and user_id = $8`,
    [organizationId, id, name, hashToken(key), hintOf(key), permissions, expiresAt, makerId],
  );
  await admin.query("insert into handles (organization_id, kind, hash) values ($1, 'api_key', $2)", [organizationId, hashToken(key)]);
  return { key, id };
}

type InvitationOptions = { id?: string; email?: string; role?: string; expiresAt?: Date | null; mailed?: boolean; inviter?: TestMember };

/** A pending invitation, the operator's where no member is named, and the token of a link that was mailed. */
export async function createInvitation(test: TestApp, organizationId: string, options: InvitationOptions = {}): Promise<string> {
  const { id = newId("inv"), email = "invited@example.com", role = "member", expiresAt = null, mailed = true, inviter } = options;
  const { admin } = test.database;
  await admin.query(
    `insert into invitations (organization_id, id, email, role, expires_at, inviter_membership_id, invited_by_name)
     values ($1, $2, $3, $4, $5, $6, (select name from users where id = $7))`,
    [organizationId, id, email, role, expiresAt, inviter?.membershipId, inviter?.id],
  );
  return addInvitationToken(test, organizationId, id, mailed);
}

/** Turns a sample invitation into one of a person who has an account, and gives them a link. */
export async function handInvitation(test: TestApp, organizationId: string, id: string, invited: TestUser): Promise<string> {
  const { admin } = test.database;
  await admin.query("update invitations set email = $3 where organization_id = $1 and id = $2", [organizationId, id, invited.email]);
  await forgetJobs(test, organizationId, "invitation_id", id);
  return addInvitationToken(test, organizationId, id, true);
}

async function addInvitationToken(test: TestApp, organizationId: string, id: string, mailed: boolean): Promise<string> {
  const { admin } = test.database;
  const token = randomBytes(24).toString("base64url");
  const hash = hashToken(token);
  await admin.query("insert into invitation_tokens (organization_id, hash, invitation_id, mailed) values ($1, $2, $3, $4)", [
    organizationId,
    hash,
    id,
    mailed,
  ]);
  await admin.query("insert into handles (organization_id, kind, hash) values ($1, 'invitation', $2)", [organizationId, hash]);
  return token;
}

/** Takes what waits to be done for a record out of the queue. */
export async function forgetJobs(test: TestApp, organizationId: string, field: string, id: string): Promise<void> {
  await test.database.admin.query("delete from jobs.job where data ->> 'organization_id' = $1 and data -> 'payload' ->> $2 = $3", [
    organizationId,
    field,
    id,
  ]);
}

/** A project of the organization; `createdBy` is a user's id. */
export async function createProject(test: TestApp, organizationId: string, createdBy: string, name = "Help centre"): Promise<string> {
  const id = newId("prj");
  await test.database.admin.query("insert into projects (organization_id, id, name, created_by) values ($1, $2, $3, $4)", [
    organizationId,
    id,
    name,
    createdBy,
  ]);
  return id;
}

/** A phone number of the organization, given as E.164; the first one is the primary. */
export async function createPhoneNumber(
  test: TestApp,
  organizationId: string,
  number = "+4930901820",
  { use = ["contact", "sms"], verified = false }: { use?: string[]; verified?: boolean } = {},
): Promise<string> {
  const id = newId("phn");
  await test.database.admin.query(
    `insert into phone_numbers (organization_id, id, number, country, "use", verified_at) values ($1, $2, $3, 'DE', $4, $5)`,
    [organizationId, id, number, use, verified ? new Date() : null],
  );
  return id;
}

/** A billing address of the organization. */
export async function setBillingAddress(test: TestApp, organizationId: string): Promise<void> {
  await test.database.admin.query(
    `insert into billing_addresses (organization_id, legal_name, line1, postal_code, city, country, tax_id)
     values ($1, 'Muster GmbH', 'Hauptstr. 5', '10115', 'Berlin', 'DE', 'DE136695976')`,
    [organizationId],
  );
}

/** A source of the project that is synced, with one document and one passage; its file is in the storage. */
export async function createSource(
  test: TestApp,
  organizationId: string,
  projectId: string,
  text = "We are open from nine to five.",
): Promise<string> {
  const id = newId("src");
  const document = newId("doc");
  const bytes = new TextEncoder().encode(text);
  const { admin } = test.database;
  await test.platform.storage.write(`${organizationId}/${id}`, asContent(bytes), bytes.length);
  await admin.query(
    `insert into sources (organization_id, id, project_id, kind, name, media_type, size_bytes, content_hash, status, progress, passage_count, synced_at)
     values ($1, $2, $3, 'text', 'Opening hours', 'text/markdown', $4, md5($5), 'synced', 100, 1, now())`,
    [organizationId, id, projectId, bytes.length, text],
  );
  await admin.query("insert into documents (organization_id, id, project_id, source_id, title) values ($1, $2, $3, $4, 'Opening hours')", [
    organizationId,
    document,
    projectId,
    id,
  ]);
  await admin.query(
    "insert into chunks (organization_id, project_id, source_id, document_id, position, text) values ($1, $2, $3, $4, 0, $5)",
    [organizationId, projectId, id, document, text],
  );
  return id;
}

/** Makes an export ready, as its job does, with a text as its archive. */
export async function finishExport(test: TestApp, organizationId: string, id: string, text = "an archive"): Promise<void> {
  await forgetJobs(test, organizationId, "export_id", id);
  const bytes = new TextEncoder().encode(text);
  const { sha256 } = await test.platform.storage.write(`${organizationId}/${id}_1`, asContent(bytes), bytes.length);
  await test.database.admin.query(
    `update exports set status = 'ready', progress = 100, attempt = 1, size_bytes = $3, sha256 = $4, expires_at = now() + interval '7 days'
     where organization_id = $1 and id = $2`,
    [organizationId, id, bytes.length, sha256],
  );
}

async function* asContent(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Sends files as parts named `file`, as the dashboard's upload does. */
export async function upload<
  Body = { data: { id: string; name: string; status: string; size_bytes: number; error: { code: string; message: string } | null }[] },
>(
  test: TestApp,
  as: { cookie: string },
  path: string,
  files: SentFile[],
  method: "POST" | "PUT" = "POST",
): Promise<{ status: number; body: Body }> {
  return call<Body>(test, as, `${method} ${path}`, formOf(...files));
}

type SentFile = { name: string; type?: string; bytes: Uint8Array | string };

/** Files as parts named `file`. */
export function formOf(...files: SentFile[]): FormData {
  const form = new FormData();
  for (const { name, type = "", bytes } of files)
    form.append("file", new File([typeof bytes === "string" ? bytes : Buffer.from(bytes)], name, { type }));
  return form;
}

/** An agent of the project, made over the API by the organization's Owner. */
export async function createAgent(
  test: TestApp,
  organization: { id: string; owner: TestUser },
  projectId: string,
  fields: object = {},
): Promise<string> {
  const path = `/v1/organizations/${organization.id}/projects/${projectId}/agents`;
  const { status, body } = await call<{ id: string }>(test, organization.owner, `POST ${path}`, { name: "Assistant", ...fields });
  if (status !== 201) throw new Error(`The agent was not made: ${JSON.stringify(body)}`);
  return body.id;
}

/** The page of another origin on which a visitor talks, unless a test names one. */
export const visitorOrigin = "https://shop.example";

/** `origin`: of the page that it was begun on, where that is not `visitorOrigin`. */
export type TestVisit = { conversation_id: string; visitor_token: string; greeting: string; origin?: string };

/** A visitor's conversation, begun over the API. It is no row before something is said in it. */
export async function startConversation(test: TestApp, agentId: string, origin = visitorOrigin): Promise<TestVisit> {
  return begun(await call(test, null, `POST /widget/v1/agents/${agentId}/conversations`, {}, { origin }));
}

/** A test chat, begun on our own pages with a member's session. */
export async function startTestChat(test: TestApp, agentId: string, member: { cookie: string }): Promise<TestVisit> {
  const visit = begun(await call(test, member, `POST /widget/v1/agents/${agentId}/conversations`, {}));
  return { ...visit, origin: test.platform.env.appUrl };
}

function begun({ status, body }: { status: number; body: unknown }): TestVisit {
  if (status !== 201) throw new Error(`The conversation was not begun: ${JSON.stringify(body)}`);
  return body as TestVisit;
}

/** A visitor's conversation that is a row, as after its first message. */
export async function createConversation(test: TestApp, organizationId: string, projectId: string, agentId: string): Promise<TestVisit> {
  const visit = await startConversation(test, agentId);
  await test.database.admin.query(
    "insert into conversations (organization_id, id, project_id, agent_id, origin, last_message_at) values ($1, $2, $3, $4, $5, now())",
    [organizationId, visit.conversation_id, projectId, agentId, visitorOrigin],
  );
  return visit;
}

/** One API call as a browser of ours would make it; `as` is who makes it, null for nobody. */
export async function call<Body = Record<string, unknown>>(
  test: TestApp,
  as: { cookie: string } | { key: string } | null,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Body; headers: Headers }> {
  const [method = "GET", path = "/"] = line.split(" ");
  const credential =
    as && "cookie" in as ? { cookie: as.cookie, origin: test.platform.env.appUrl } : as ? { authorization: `Bearer ${as.key}` } : {};
  const response = await test.app.request(path, {
    method,
    headers: {
      ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
      ...(credential as Record<string, string>),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" || body instanceof FormData ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body, headers: response.headers };
}

/** Letters alone: with digits among them a name could look like a phone number, and would be another one. */
function letters(count: number): string {
  return Array.from(randomBytes(count), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
}
