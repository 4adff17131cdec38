import { beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { lookedThroughMax } from "#platform/search/plan-words.ts";
import { useApp } from "#testing/app.ts";
import { call, createOrganization, createProject, createUser, type TestOrganization } from "#testing/factories.ts";
import { settle } from "#testing/many-organizations.ts";
import { pagesRead } from "#testing/page-reads.ts";
import { makeSearchable, runIndexing } from "#testing/search.ts";
import type { AuditPage } from "../contract.ts";

const target = useApp();

const search = async ({ id, owner }: TestOrganization, query: string, rest = "") =>
  (await call<AuditPage>(target, owner, `GET /v1/organizations/${id}/audit-entries?query=${encodeURIComponent(query)}${rest}`)).body;

/** Entries a minute apart, the oldest first; each called by its number, every one in `rare` also by a word of its own. */
async function fill({ id }: TestOrganization, count: number, rare: readonly number[] = []): Promise<void> {
  await target.database.admin.query(
    `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action, target_type, target_id, target_label)
     select $1, 'aud_' || lpad(n::text, 26, '0'), '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', 'user',
       'ann.user@example.com', 'project.create', 'project', 'prj_' || n, 'Help centre ' || case when n = any($3::int[]) then 'zebra' else '' end
     from generate_series(1, $2::int) n`,
    [id, count, rare],
  );
  await makeSearchable(target, id, "audit");
  await settle(target.database.admin, ["audit_entries", "audit_words"]);
}

test("an entry is found at once by beginnings of words: who acted, what was acted on, the kind of act, in any script", async () => {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  const names = ["Größe Œuvre", "払い戻しの方法", "O'Neil Ltd", "Справка", "ราคาสินค้า", "🚀 Launch", "مُحَمَّد", "Ｆｕｌｌ 123"];
  for (const name of names) await call(target, owner, `POST /v1/organizations/${id}/projects`, { name });
  const cases: [string, string[]][] = [
    ["grosse", [names[0]!]],
    ["GRÖ oeuv", [names[0]!]],
    ["rosse", []],
    ["払い戻し", [names[1]!]],
    ["方法", [names[1]!]],
    ["法", [names[1]!]],
    ["戻しの方", [names[1]!]],
    ["払い物", []],
    ["oneil", [names[2]!]],
    ["o’ne", [names[2]!]],
    ["справ", [names[3]!]],
    ["สินค้า", [names[4]!]],
    ["🚀", [names[5]!]],
    ["محمد", [names[6]!]],
    ["full 12", [names[7]!]],
    ["%", []],
    ["_", []],
    [`${owner.email} test pers launch`, [names[5]!]],
  ];
  for (const [query, expected] of cases) {
    const { data, total } = await search(organization, query);
    expect([query, data.map((entry) => entry.target_label), total]).toEqual([query, expected, expected.length]);
  }
  expect((await search(organization, "project.create")).total).toBe(names.length);
});

test("the entry of an organization that an account got by itself is found too", async () => {
  const user = await createUser(target, "quill@example.com");
  const organization = await createOrganization(target);
  await target.database.admin.query("insert into memberships (organization_id, id, user_id, role) values ($1, $2, $3, 'viewer')", [
    organization.id,
    newId("mem"),
    user.id,
  ]);
  await call(target, user, `POST /v1/organizations/${organization.id}/leave`);
  const { rows } = await target.database.admin.query<{ organization_id: string }>(
    "select organization_id from memberships where user_id = $1",
    [user.id],
  );
  const own = { id: rows[0]!.organization_id, owner: { ...user, membershipId: "" } };
  expect((await search(own, "quill organ")).data).toMatchObject([{ action: "organization.create" }]);
});

test("of more than eight words the rest is left out, and the answer says which; a word twice, or a part of one, is none", async () => {
  const organization = await createOrganization(target);
  await createProject(target, organization.id, organization.owner.id);
  await call(target, organization.owner, `POST /v1/organizations/${organization.id}/projects`, {
    name: "one two three four five six seven",
  });
  const eight = "One two three four five six seven one create";
  expect(await search(organization, eight)).toMatchObject({ total: 1, left_out: [] });
  expect(await search(organization, `cre ${eight} on`)).toMatchObject({ total: 1, left_out: [] });
  expect(await search(organization, `${eight} Ninth 十番目の`)).toMatchObject({ total: 1, left_out: ["Ninth", "十番", "目の"] });
});

test("what was written before there was an index is put into it from the newest on, whatever cuts that off", async () => {
  const organization = await createOrganization(target);
  const { id, owner } = organization;
  await target.database.admin.query(
    `insert into audit_entries (organization_id, id, created_at, actor_type, actor_label, action, target_label)
     select $1, 'aud_' || lpad(n::text, 26, '0'), '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', 'user', 'ann@example.com',
       'project.create', case when n in (1, 2500) then 'zebra' else 'horse' end
     from generate_series(1, 2500) n`,
    [id],
  );
  await target.database.admin.query("insert into search_backlogs (organization_id, kind) values ($1, 'audit')", [id]);
  expect(await search(organization, "zebra")).toMatchObject({ total: 0, indexing: true, searched_from: expect.any(String) });
  const file = `GET /v1/organizations/${id}/audit-entries/export?format=csv`;
  expect(await call(target, owner, `${file}&query=zebra`)).toMatchObject({ status: 503, body: { error: { code: "unavailable" } } });
  expect((await call(target, owner, file)).status).toBe(200);

  // Cut off once a step is committed: its third look at the signal ends it.
  let looks = 0;
  const cut = { throwIfAborted: () => void (looks++ === 1 && expect.fail("cut off")) } as AbortSignal;
  await expect(runIndexing(target, "audit", cut)).rejects.toThrow("cut off");
  // The export's own entry is the newest of the first thousand.
  expect(await search(organization, "zebra")).toMatchObject({ total: 1, indexing: true, searched_from: "2026-01-02T01:02:00.000Z" });
  await runIndexing(target, "audit");
  expect(await search(organization, "zebra")).toMatchObject({ total: 2, indexing: false, searched_from: null });
  expect((await call(target, owner, `${file}&query=zebra`)).status).toBe(200);
});

test("an organization that is being purged gets no words any more", async () => {
  const { id } = await createOrganization(target);
  const count = async () =>
    (await target.database.admin.query("select from audit_words where organization_id = $1 and word = 'late'", [id])).rowCount;
  await target.database.admin.query(
    `insert into audit_entries (organization_id, id, actor_type, actor_label, action) values ($1, $2, 'user', 'late', 'project.create')`,
    [id, newId("aud")],
  );
  const set = (facts: string) => target.database.admin.query(`update organizations set ${facts} where id = $1`, [id]);
  await set("purge_started_at = now(), purge_at = now(), deletion_requested_at = now(), deletion_requested_by = 'Operator'");
  await makeSearchable(target, id, "audit");
  expect(await count()).toBe(0);
  await set("purge_started_at = null, purge_at = null, deletion_requested_at = null, deletion_requested_by = null");
  await runIndexing(target, "audit");
  expect(await count()).toBe(1);
});

/** In both the frequent words are in more entries than are looked through. */
const sizes = { small: 6_000, large: 60_000 };
let small: TestOrganization;
let large: TestOrganization;
beforeAll(async () => {
  [small, large] = [await createOrganization(target), await createOrganization(target)];
  await fill(small, sizes.small, [3, 1_000]);
  await fill(large, sizes.large, [3, 1_000]);
}, 240_000);

test("a word that few entries hold is found in all of 60,000 with as many pages read as in 6,000", async () => {
  const found = await search(large, "zebr help project");
  expect(found).toMatchObject({ total: 2, searched_from: null });
  expect(found.data.map((entry) => entry.target_id)).toEqual(["prj_1000", "prj_3"]);
  const login = { ...target.database.server, user: target.platform.database.roles.login };
  const readBy = (organization: TestOrganization) => pagesRead(login, () => search(organization, "zebr help ann"));
  const [few, many] = [await readBy(small), await readBy(large)];
  const sumOf = (read: Record<string, number>) => Object.values(read).reduce((sum, pages) => sum + pages, 0);
  expect(sumOf(many)).toBeLessThan(sumOf(few) * 1.1 + 20);
});

test("a word of an entry takes less than 320 bytes on disk, in its table and both indexes", async () => {
  const { rows } = await target.database.admin.query<{ bytes: number }>(
    "select (pg_total_relation_size('audit_words') / (select count(*) from audit_words))::int as bytes",
  );
  expect(rows[0]!.bytes).toBeLessThan(320);
});

test("99 words over 60,000 entries are answered in well under a second, whether they are rare or in every entry", async () => {
  const anyWords = Array.from({ length: 99 }, (_, index) => String.fromCodePoint(0x3b1 + (index % 24), 0x430 + (index % 32))).join(" ");
  const frequent = "ann exampl com projec creat hel centr use";
  for (const query of [anyWords.slice(0, 200), frequent, `${frequent} zebra`]) {
    const times: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const start = performance.now();
      await search(large, query);
      times.push(performance.now() - start);
    }
    // The fastest of three: the machine may have something else to do.
    expect([query, Math.min(...times) < 900]).toEqual([query, true]);
  }
});

test("words that are in every entry are looked for in the newest ones, and the answer says since when", async () => {
  const newest = await search(large, "help ann", "&per_page=1");
  const at = (index: number) => new Date(Date.parse("2026-01-01T00:00:00Z") + index * 60_000).toISOString();
  expect(newest).toMatchObject({ total: lookedThroughMax, searched_from: at(sizes.large - lookedThroughMax + 1) });
  const older = await search(large, "help ann", `&per_page=1&to=${newest.searched_from}`);
  expect(older.data[0]!.target_id).toBe(`prj_${sizes.large - lookedThroughMax}`);
  // A file has no pages: all of it is searched.
  const file = await call<string>(
    target,
    large.owner,
    `GET /v1/organizations/${large.id}/audit-entries/export?query=help&to=${at(12_001)}`,
  );
  expect(file.body.trim().split("\r\n").length).toBe(12_001);
});
