import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

export type ManyOrganizations = {
  /** How many there are, of how many members each. */
  organizations: number;
  members: number;
  /** Somebody who is a member of every so many of them. */
  userId: string;
  every: number;
};

/**
 * Fills a throw-away database with organizations by generate_series, as its superuser: a million memberships in seconds.
 * Ids are TypeIDs that sort by the order of making; each organization has two projects.
 */
export async function seedManyOrganizations(admin: pg.Client, { organizations, members, userId, every }: ManyOrganizations): Promise<void> {
  const users = Math.max(organizations, members);
  await admin.query("begin");
  // Rows that are made here fit together; checking each reference takes twice as long as writing it.
  await admin.query("set local session_replication_role = replica");
  await admin.query(
    `insert into users (id, email, name, email_verified)
     select ${idOf("usr", "i")}, 'user' || i || '@example.com', 'User ' || i, true from generate_series(0, $1::int - 1) i`,
    [users],
  );
  await admin.query(
    `insert into organizations (id, name)
     select ${idOf("org", "i")}, 'Company ' || substr(md5(i::text), 1, 8) from generate_series(0, $1::int - 1) i`,
    [organizations],
  );
  await admin.query(
    `insert into memberships (organization_id, id, user_id, role, last_active_at)
     select ${idOf("org", "i")}, ${idOf("mem", "i * $2::int + j")},
       case when j = 1 and i % $4::int = 0 then $3 else ${idOf("usr", "(i + j) % $5::int")} end,
       case j when 0 then 'owner' else 'member' end, now() - (i * 7919 % 100000) * interval '1 second'
     from generate_series(0, $1::int - 1) i, generate_series(0, $2::int - 1) j order by i, j`,
    [organizations, members, userId, every, users],
  );
  await admin.query(
    `insert into projects (organization_id, id, name)
     select ${idOf("org", "i")}, ${idOf("prj", "i * 2 + j")}, 'Project ' || j from generate_series(0, $1::int - 1) i, generate_series(0, 1) j`,
    [organizations],
  );
  await admin.query("commit");
  await settle(admin, ["memberships", "projects"]);
}

/** As time does it: statistics, and pages marked as seen by all. Where commits do not wait for the disk that takes a moment. */
export async function settle(admin: pg.Client, tables: readonly string[]): Promise<void> {
  const unseen = "select from pg_class where relname = any($1) and relallvisible < relpages * 0.99";
  do {
    await sleep(100);
    await admin.query("vacuum analyze");
  } while ((await admin.query(unseen, [tables])).rowCount);
}

/** An SQL expression: the TypeID of record `number`. Its first characters grow with the number, as a time's do; the rest is mixed. */
const idOf = (prefix: string, number: string) =>
  `'${prefix}_01' || lpad(to_hex(${number}), 8, '0') || substr(md5('${prefix}' || (${number})), 1, 16)`;
