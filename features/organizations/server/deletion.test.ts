import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, createSource, createUser, upload } from "#testing/factories.ts";
import type { DeletionPreview, Organization, OrganizationCard, PurgeCertificate } from "../contract.ts";
import { purgeOrganization } from "./purge-organization.ts";
import { sweepPurges } from "./sweep-purges.ts";

const target = useApp({ worker: true });
const sql = async <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  (await target.database.admin.query(text, values)).rows as Row[];
const sweep = () => sweepPurges.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(60_000) });
const name = "Test Company";
const remove = (id: string, by: { cookie: string }, confirm_name = name) =>
  call<{ purge_at: string; error: { field_errors: Record<string, string> } }>(target, by, `DELETE /v1/organizations/${id}`, {
    confirm_name,
  });
const restore = (id: string, by: { cookie: string }) => call<Organization>(target, by, `POST /v1/organizations/${id}/restore`, {});
const exists = async (id: string) => (await sql("select from organizations where id = $1", [id])).length === 1;
/** As if its 30 days were over. */
const makeDue = (id: string) => sql("update organizations set purge_at = now() where id = $1", [id]);

test("an Owner who types its name deletes the organization in 30 days; until then it is read-only and says so", async () => {
  const { id, owner } = await createOrganization(target);
  const answer = await remove(id, owner);
  expect(answer.status).toBe(202);
  const days = (Date.parse(answer.body.purge_at) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.99);
  expect(days).toBeLessThan(30.01);
  const read = await call<Organization>(target, owner, `GET /v1/organizations/${id}`);
  expect(read).toMatchObject({ status: 200, body: { status: "deleting", purge_at: answer.body.purge_at } });
  expect((await call(target, owner, `POST /v1/organizations/${id}/projects`, { name: "New" })).status).toBe(423);
  expect((await remove(id, owner)).status).toBe(423);
  const cards = await call<{ data: OrganizationCard[] }>(target, owner, "GET /v1/organizations");
  expect(cards.body.data).toMatchObject([{ status: "deleting", purge_at: answer.body.purge_at }]);
  const entries = await call<{ data: object[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(entries.body.data).toMatchObject([{ action: "organization.delete", actor_label: owner.email }]);
});

test.each(["", "test company", "Test Compan", "Another Company"])("the name %j instead of its own deletes nothing", async (typed) => {
  const { id, owner } = await createOrganization(target);
  const answer = await remove(id, owner, typed);
  expect([answer.status, Object.keys(answer.body.error.field_errors)]).toEqual([422, ["confirm_name"]]);
  expect((await call(target, owner, `GET /v1/organizations/${id}`)).body).toMatchObject({ status: "active" });
});

test("what would go is counted, whatever table it is in, and nothing of another organization is", async () => {
  const { id, owner } = await createOrganization(target);
  const other = await createOrganization(target);
  await createSource(target, other.id, await createProject(target, other.id, other.owner.id), "Of another organization.");
  await createMember(target, id, "viewer");
  const project = await createProject(target, id, owner.id);
  await createSource(target, id, project, "12345");
  await createSource(target, id, project, "678");
  const { status, body } = await call<DeletionPreview>(target, owner, `GET /v1/organizations/${id}/deletion`);
  expect(status).toBe(200);
  expect(body.counts).toMatchObject({ memberships: 2, projects: 1, agents: 0, sources: 2, documents: 2, conversations: 0, messages: 0 });
  expect(body).toMatchObject({ file_count: 2, file_bytes: 8 });
  expect(Object.keys(body.counts)).not.toContain("postings");
});

test("a suspended organization can be deleted, and restored it is suspended again", async () => {
  const { id, owner } = await createOrganization(target);
  await sql("update organizations set suspended_at = now(), suspended_reason = 'Unpaid' where id = $1", [id]);
  expect((await remove(id, owner)).status).toBe(202);
  expect((await restore(id, owner)).body).toMatchObject({ status: "suspended" });
});

test("any Owner restores it, others do not, and everything in it is as it was", async () => {
  const { id, owner } = await createOrganization(target);
  const [second, admin] = [await createMember(target, id, "owner"), await createMember(target, id, "admin")];
  const project = await createProject(target, id, owner.id);
  expect((await restore(id, owner)).status).toBe(409);
  await remove(id, owner);
  expect((await restore(id, admin)).status).toBe(403);
  expect(await restore(id, second)).toMatchObject({ status: 200, body: { status: "active", purge_at: null } });
  expect((await call(target, admin, `GET /v1/organizations/${id}/projects/${project}`)).status).toBe(200);
  expect((await call(target, admin, `PATCH /v1/organizations/${id}`, { name: "Still here" })).status).toBe(200);
  const history = await sql<{ status: string }>("select status from status_changes where organization_id = $1 order by id", [id]);
  expect(history.map(({ status }) => status)).toEqual(["deleting", "active"]);
});

test("every Owner is told by mail, and nobody else; the subject holds nothing that somebody chose", async () => {
  const { id, owner } = await createOrganization(target, "Quite Unmistakable");
  const [second, admin] = [await createMember(target, id, "owner"), await createMember(target, id, "admin")];
  await remove(id, owner, "Quite Unmistakable");
  const told = () => target.mails.filter(({ to }) => [owner, second, admin].some(({ email }) => email === to));
  await expect.poll(() => told().length).toBe(2);
  expect(
    told()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual([owner.email, second.email].toSorted());
  expect(told()[0]?.subject).not.toContain("Unmistakable");
  expect(told()[0]?.text).toContain(`/organizations/${id}/settings`);
});

test("ten deletions at once make one: one answer, one entry, one mail to each Owner", async () => {
  const { id, owner } = await createOrganization(target);
  const answers = await Promise.all(Array.from({ length: 10 }, () => remove(id, owner)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, ...Array.from({ length: 9 }, () => 423)]);
  expect(await sql("select from audit_entries where organization_id = $1", [id])).toHaveLength(1);
  await expect.poll(() => target.mails.filter(({ to }) => to === owner.email).length).toBe(1);
});

test("the sweep purges what is due and nothing else", async () => {
  const [due, waiting, active] = [await createOrganization(target), await createOrganization(target), await createOrganization(target)];
  await remove(due.id, due.owner);
  await remove(waiting.id, waiting.owner);
  await makeDue(due.id);
  await sweep();
  expect([await exists(due.id), await exists(waiting.id), await exists(active.id)]).toEqual([false, true, true]);
  expect((await call(target, due.owner, `GET /v1/organizations/${due.id}`)).status).toBe(404);
  await expect(purgeOrganization(target.platform, active.id, "schedule")).rejects.toMatchObject({ code: "conflict" });
  await expect(purgeOrganization(target.platform, newId("org"), "operator")).rejects.toMatchObject({ code: "not_found" });
});

test("a person whose only organization is purged has one of their own at once, and a person who has another gets none", async () => {
  const { id, owner } = await createOrganization(target);
  const elsewhere = await createMember(target, (await createOrganization(target)).id, "viewer");
  await sql("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, 'owner')", [id, newId("mem"), elsewhere.id]);
  await purgeOrganization(target.platform, id, "operator");
  const left = await sql<{ user_id: string; count: number; role: string }>(
    "select user_id, count(*)::int as count, max(role) as role from memberships where user_id = any($1) group by 1",
    [[owner.id, elsewhere.id]],
  );
  expect(left).toHaveLength(2);
  expect(left).toContainEqual({ user_id: owner.id, count: 1, role: "owner" });
  expect(left).toContainEqual({ user_id: elsewhere.id, count: 1, role: "viewer" });
});

test("a restore and a purge at once: one of them wins, and wins whole", { timeout: 60_000 }, async () => {
  const outcomes: boolean[] = [];
  for (let round = 0; round < 30; round += 1) {
    const { id, owner } = await createOrganization(target);
    const project = await createProject(target, id, owner.id);
    await remove(id, owner);
    await makeDue(id);
    const [restored, purged] = await Promise.all([
      restore(id, owner),
      purgeOrganization(target.platform, id, "schedule").then(
        () => true,
        (error: { code?: string }) => expect(error.code).toBe("conflict"),
      ),
    ]);
    expect([200, 404, 409]).toContain(restored.status);
    expect(purged === true).toBe(restored.status !== 200);
    expect(await exists(id)).toBe(restored.status === 200);
    if (restored.status === 200) expect((await call(target, owner, `GET /v1/organizations/${id}/projects/${project}`)).status).toBe(200);
    outcomes.push(restored.status === 200);
  }
});

test("five purges of one organization at once do it once", { timeout: 60_000 }, async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, owner } = await createOrganization(target);
    for (let one = 0; one < 5; one += 1) await createSource(target, id, await createProject(target, id, owner.id));
    const certificates = await Promise.all(Array.from({ length: 5 }, () => purgeOrganization(target.platform, id, "operator")));
    expect(new Set(certificates.map(({ finished_at }) => finished_at)).size).toBe(1);
    const [kept] = await sql<PurgeCertificate>("select * from purge_certificates where organization_id = $1", [id]);
    expect(kept).toMatchObject({ row_counts: { projects: 5, sources: 5, organizations: 1, memberships: 1 }, file_count: "5" });
    const own = await sql("select from memberships where user_id = $1", [owner.id]);
    expect(own).toHaveLength(1);
  }
});

test.each([
  ["purged", 404],
  ["deleted", 423],
])("an upload under way while the organization is %s leaves neither file nor row", async (how, status) => {
  const { id, owner } = await createOrganization(target);
  const project = await createProject(target, id, owner.id);
  const { promise: purged, resolve: goOn } = Promise.withResolvers<void>();
  const [head, tail] = ['--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nfirst', "last\r\n--b--\r\n"];
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(Buffer.from(`${head}\r\n`));
      controller.enqueue(Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="b.txt"\r\n\r\nsecond'));
      await purged;
      controller.enqueue(Buffer.from(tail));
      controller.close();
    },
  });
  const uploading = target.app.request(`/v1/organizations/${id}/projects/${project}/sources/files`, {
    method: "POST",
    headers: { cookie: owner.cookie, origin: target.platform.env.appUrl, "content-type": "multipart/form-data; boundary=b" },
    body,
    duplex: "half",
  } as RequestInit);
  await expect.poll(() => readdir(target.filesFolder)).toContain(id);
  if (how === "purged") await purgeOrganization(target.platform, id, "operator");
  else await remove(id, owner);
  goOn();
  expect((await uploading).status).toBe(status);
  expect(await readdir(target.filesFolder)).not.toContain(id);
  expect(await sql("select from sources where organization_id = $1", [id])).toEqual([]);
});

test("what an act that was under way wrote after the purge, the sweep removes", async () => {
  const { id, owner } = await createOrganization(target);
  await purgeOrganization(target.platform, id, "operator");
  await sql(
    "insert into audit_entries (organization_id, id, actor_type, actor_id, actor_label, action) values ($1, $2, 'user', $3, 'Late', 'project.delete')",
    [id, newId("aud"), owner.id],
  );
  await target.platform.storage.write(`${id}/${newId("src")}`, late(), 10);
  await sweep();
  expect(await sql("select from audit_entries where organization_id = $1", [id])).toEqual([]);
  expect(await readdir(target.filesFolder)).not.toContain(id);
});

test("of what was purged the operator keeps a certificate that names no person, and nobody else reads it", async () => {
  const { id, owner } = await createOrganization(target, "Once Here");
  await upload(target, owner, `/v1/organizations/${id}/projects/${await createProject(target, id, owner.id)}/sources/files`, [
    { name: "a.txt", bytes: "twelve bytes" },
  ]);
  await remove(id, owner, "Once Here");
  await makeDue(id);
  await sweep();
  const operator = { key: operatorKey(target.platform) };
  const { body } = await call<{ data: PurgeCertificate[] }>(target, operator, "GET /v1/operator/purge-certificates");
  const certificate = body.data.find(({ organization_id }) => organization_id === id);
  expect(certificate).toMatchObject({
    organization_name: "Once Here",
    requested_by: "owner",
    purged_by: "schedule",
    row_counts: { organizations: 1, memberships: 1, projects: 1, sources: 1 },
    file_count: 1,
    file_bytes: 12,
  });
  expect(certificate?.finished_at).not.toBeNull();
  expect(JSON.stringify(certificate)).not.toMatch(new RegExp(`${owner.email}|${owner.id}`));
  const stranger = await createUser(target);
  expect((await call(target, stranger, "GET /v1/operator/purge-certificates")).status).toBe(404);
});

test("no row of a live organization can be purged, not even by a role that sees all of them", async () => {
  const { id } = await createOrganization(target);
  const { transaction } = target.platform.database;
  const purge = transaction({ kind: "system", reason: "a test" }, "write", ({ asQueue: _, db }) =>
    db
      .selectNoFrom((select) => select.fn<number>("purge_rows", [select.val(id), select.val("memberships"), select.val(10)]).as("removed"))
      .execute(),
  );
  await expect(purge).rejects.toThrow("No purge of this organization has begun.");
});

async function* late(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("late");
}
