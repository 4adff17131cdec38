import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Entry } from "#access/actor.ts";
import { mintVisitorToken } from "#access/visitor-token.ts";
import { testPageSecret } from "#features/agents/server/test-page.ts";
import type { PhoneNumberRow } from "#features/phone-numbers/server/find-phone-number.ts";
import { hashCode } from "#features/phone-numbers/server/verification-code.ts";
import { hashToken } from "#platform/keys.ts";
import type { TestApp } from "./app.ts";
import { createUser, visitorOrigin } from "./factories.ts";
import type { FilledWorld } from "./world.ts";

/** What a filled organization is in the database, before anything is done in it. */
export type Snapshot = {
  filled: FilledWorld;
  /** Its rows by table, as JSON. */
  rows: string;
  /** Puts rows that are given so into their tables. */
  insert: string;
  files: Map<string, Buffer>;
  /** What is stored of the secrets that lead to it. */
  hashes: string[];
  phoneNumber: string;
};

type Table = { name: string; columns: string; owner: string };

export async function takeSnapshot(test: TestApp, filled: FilledWorld): Promise<Snapshot> {
  const { admin } = test.database;
  const { organization, world } = filled;
  const tables = await readTables(test);
  const found: string[] = [];
  const inserts: string[] = [];
  for (const { name, columns, owner } of tables) {
    const { rows } = await admin.query<{ rows: string | null }>(
      `select jsonb_agg(to_jsonb(t))::text as rows from ${name} t where ${owner} = $1`,
      [organization.id],
    );
    if (!rows[0]!.rows) continue;
    found.push(`${JSON.stringify(name)}:${rows[0]!.rows}`);
    inserts.push(`"in ${name}" as (insert into ${name} (${columns}) overriding system value
      select ${columns} from jsonb_populate_recordset(null::${name}, (select $1::jsonb -> '${name}')))`);
  }
  const handles = await admin.query<{ hash: string }>("select hash from handles where organization_id = $1", [organization.id]);
  const phone = await admin.query<{ number: string }>("select number from phone_numbers where id = $1", [world.phone_number_id]);
  return {
    filled,
    rows: `{${found.join(",")}}`,
    insert: `with ${inserts.join(", ")} select`,
    files: await readFiles(join(test.filesFolder, organization.id)),
    hashes: handles.rows.map(({ hash }) => hash),
    phoneNumber: phone.rows[0]!.number,
  };
}

/** Another filled organization, of other people: the same rows and files, under ids and secrets of its own. */
export async function cloneWorld(test: TestApp, snapshot: Snapshot): Promise<FilledWorld> {
  const { admin } = test.database;
  const { filled, hashes, phoneNumber } = snapshot;
  const { organization, world, users, invited } = filled;
  const names = new Map<string, string>();
  for (const person of [...Object.values(users), invited]) {
    const another = await createUser(test);
    for (const field of ["id", "email", "cookie"] as const) names.set(person[field], another[field]);
    if (person === invited) names.set(world.session_id, await sessionOf(test, another.id));
  }
  const end = randomBytes(4).toString("hex");
  const idOf = (old: string) => old.slice(0, -end.length) + end;
  for (const [name, secret] of secretsOf(test, filled, phoneNumber, idOf)) names.set(name, secret);
  for (const hash of hashes) if (!names.has(hash)) names.set(hash, hashToken(randomBytes(24).toString("hex")));
  const spelled = new RegExp(`${[...names.keys()].map((name) => name.replaceAll(".", "\\.")).join("|")}|${id.source}`, "g");
  const renamed = (text: string) => text.replace(spelled, (name) => names.get(name) ?? idOf(name));
  // What triggers and keys would do was done to the rows that are copied.
  await admin.query("set session_replication_role = replica");
  await admin.query(snapshot.insert, [renamed(snapshot.rows)]);
  await admin.query("set session_replication_role = origin");
  const folder = join(test.filesFolder, renamed(organization.id));
  await mkdir(folder);
  for (const [name, bytes] of snapshot.files) await writeFile(join(folder, renamed(name)), bytes);
  return JSON.parse(renamed(JSON.stringify(filled))) as FilledWorld;
}

/** Its end is replaced: its beginning says when the record was created, by which records keep their order. */
const id = /(?<![a-z])[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}(?![a-z0-9])/;

/** What leads to the organization or confirms something in it, with what is stored of it, and the same of the other one. */
function* secretsOf(
  test: TestApp,
  { world }: FilledWorld,
  phoneNumber: string,
  idOf: (old: string) => string,
): Generator<[string, string]> {
  const { platform } = test;
  yield [world.invoice_number, randomBytes(5).toString("hex")];
  const token = randomBytes(24).toString("base64url");
  yield [world.token, token];
  yield [hashToken(world.token), hashToken(token)];
  const agentId = idOf(world.agent_id);
  yield [hashToken(world.agent_id), hashToken(agentId)];
  const testPage = testPageSecret(platform, agentId, 1);
  yield [world.test_page_secret, testPage];
  yield [hashToken(world.test_page_secret), hashToken(testPage)];
  for (const link of [world.chat_link_secret, world.spent_chat_link_secret]) {
    const another = randomBytes(24).toString("base64url");
    yield [link, another];
    yield [hashToken(link), hashToken(another)];
  }
  const [organizationId, conversationId] = [idOf(world.organization_id), idOf(world.conversation_id)];
  const [, , , , entry, begunAt] = world.visitor_token.split(".");
  const visit = { organizationId, agentId, conversationId, entry: entry as Entry, begunAt: Number(begunAt) };
  yield [world.visitor_token, mintVisitorToken(platform, visit, visitorOrigin)];
  const codeOf = (organization_id: string, number: string) =>
    hashCode(platform, { organization_id, id: number, number: phoneNumber } as PhoneNumberRow, world.phone_code);
  yield [codeOf(world.organization_id, world.phone_number_id), codeOf(organizationId, idOf(world.phone_number_id))];
}

/** Those that hold rows of an organization, the queue among them. A number that counts the rows of all is not copied. */
async function readTables(test: TestApp): Promise<Table[]> {
  const { rows } = await test.database.admin.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       string_agg(quote_ident(a.attname), ', ') filter (where not (n.nspname = 'jobs' and a.attname = 'id')
         and not (a.attidentity <> '' and a.attnum = all (i.indkey::int2[]))) as columns,
       case when n.nspname = 'jobs' then $$data ->> 'organization_id'$$ when c.relname = 'organizations' then 'id' else 'organization_id' end as owner
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relkind in ('r', 'p') and not c.relispartition and (n.nspname, c.relname) in
       (select 'app'::name, 'organizations'::name union select 'jobs', 'job' union
        select 'app', o.relname from pg_class o join pg_attribute x on x.attrelid = o.oid and x.attname = 'organization_id' and not x.attisdropped
        where o.relnamespace = 'app'::regnamespace)
     group by n.nspname, c.relname`,
  );
  return rows;
}

async function sessionOf(test: TestApp, userId: string): Promise<string> {
  const { rows } = await test.database.admin.query<{ id: string }>("select id from sessions where user_id = $1", [userId]);
  return rows[0]!.id;
}

/** One that is renamed while they are read is read again with the rest. */
async function readFiles(folder: string): Promise<Map<string, Buffer>> {
  try {
    const files = new Map<string, Buffer>();
    for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
    return files;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || !(await readdir(folder)).length) throw error;
    return readFiles(folder);
  }
}
