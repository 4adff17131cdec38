import { createHmac, randomBytes } from "node:crypto";
import { sessionCookieName, sessionSecret } from "#access/authenticate.ts";
import { newId } from "#platform/ids.ts";
import { testAppUrl, type TestApp } from "./app.ts";

export type TestUser = { id: string; email: string; cookie: string };
export type TestOrganization = { id: string; owner: TestUser };

/** A user with a session, made in the database: no password is hashed, so hundreds of them are cheap. */
export async function createUser(test: TestApp, email = `${randomBytes(6).toString("hex")}@example.com`): Promise<TestUser> {
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
  await addMembership(test, id, owner, "owner");
  return { id, owner };
}

/** Another member of the organization, with a session. */
export async function createMember(test: TestApp, organizationId: string, role: string): Promise<TestUser & { membershipId: string }> {
  const user = await createUser(test);
  return { ...user, membershipId: await addMembership(test, organizationId, user, role) };
}

async function addMembership(test: TestApp, organizationId: string, user: TestUser, role: string): Promise<string> {
  const id = newId("mem");
  await test.database.admin.query("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, $4)", [
    organizationId,
    id,
    user.id,
    role,
  ]);
  return id;
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

/** One API call as a browser of ours would make it; `as` is who makes it, null for nobody. */
export async function call<Body = Record<string, unknown>>(
  test: TestApp,
  as: { cookie: string } | { key: string } | null,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Body; headers: Headers }> {
  const [method = "GET", path = "/"] = line.split(" ");
  const credential = as && "cookie" in as ? { cookie: as.cookie, origin: testAppUrl } : as ? { authorization: `Bearer ${as.key}` } : {};
  const response = await test.app.request(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(credential as Record<string, string>),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body, headers: response.headers };
}
