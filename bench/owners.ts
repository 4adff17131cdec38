import { open } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { newId } from "#platform/ids.ts";
import { ownerRaces, type RacingOwner } from "#testing/owner-races.ts";
import { callOf, signUp, type Account } from "#testing/process/account.ts";
import { makeDataDir, startServer } from "#testing/process/server-process.ts";

const rounds = 1000;
const addresses = ["ann@example.com", "ben@example.com"] as const;
/** Enough for the last mails in the mailbox's file. */
const tailBytes = 8192;

/**
 * Two Owners of one organization, at once and each on connections of their own, do what would leave it without one;
 * every round has a fresh organization. Goal: not one is left without.
 */
export default async function owners(): Promise<void> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir });
  const database = new pg.Client({
    host: socketDirectory(dataDir),
    port: 5432,
    user: "postgres",
    database: databaseName,
    options: "-c search_path=app",
  });
  await database.connect();
  const people = [await signUp(server.url, addresses[0]), await signUp(server.url, addresses[1])] as const;
  // Hand-overs are confirmed by mailed codes: hashing thousands of passwords would be most of what is measured.
  await database.query("delete from accounts");
  let left = 0;
  for (const [name, race] of Object.entries(ownerRaces)) {
    const started = performance.now();
    const answers = new Map<number, number>();
    const organizations: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const [a, b] = await sharedOrganization(database, people, dataDir);
      organizations.push(a.organizationId);
      const acts = await race(a, b);
      for (const status of await Promise.all(acts.map((act) => act()))) answers.set(status, (answers.get(status) ?? 0) + 1);
    }
    const said = [...answers].toSorted(([one], [other]) => one - other).map(([status, count]) => `${count} × ${status}`);
    const seconds = Math.round((performance.now() - started) / 1000);
    const ownerless = await countOwnerless(database, organizations);
    left += ownerless;
    console.log(`  ${name}: ${rounds} rounds in ${seconds} s, ${ownerless} left without an Owner (goal 0); answers ${said.join(", ")}`);
  }
  await database.end();
  await server.stop();
  if (left > 0) throw new Error("An organization was left without an Owner.");
}

type Racing = RacingOwner & { organizationId: string };

/** A fresh organization that belongs to both. */
async function sharedOrganization(database: pg.Client, people: readonly [Account, Account], dataDir: string): Promise<[Racing, Racing]> {
  const organizationId = newId("org");
  const ids = [newId("mem"), newId("mem")] as const;
  await database.query(
    `with made as (insert into organizations (id, name) values ($1, 'Contested') returning id)
     insert into memberships (organization_id, id, user_id, role)
     select made.id, case u.email when $4 then $2 else $3 end, u.id, 'owner' from made, users u`,
    [organizationId, ...ids, addresses[0]],
  );
  const racing = (index: 0 | 1) => asRacing({ ...people[index], organizationId }, ids[index], addresses[index], dataDir);
  return [racing(0), racing(1)];
}

function asRacing(account: Account, membershipId: string, address: string, dataDir: string): Racing {
  const send = async (line: string, body?: object) => {
    const response = await callOf(account, line, body);
    await response.body?.cancel();
    return response.status;
  };
  return {
    organizationId: account.organizationId,
    membershipId,
    send,
    async confirm(to) {
      await send("POST /transfer", { membership_id: to });
      return { code: await lastCode(dataDir, address) };
    },
  };
}

/** The code in the newest mail to an address. */
async function lastCode(dataDir: string, address: string): Promise<string> {
  const file = await open(join(dataDir, "mailbox.jsonl"));
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read({ buffer: Buffer.alloc(tailBytes), position: Math.max(0, size - tailBytes) });
    const line = buffer
      .toString()
      .split("\n")
      .findLast((each) => each.includes(`"to":"${address}"`) && each.includes("The code is"));
    return /The code is (\d{6})/.exec(line ?? "")?.[1] ?? "";
  } finally {
    await file.close();
  }
}

async function countOwnerless(database: pg.Client, organizations: readonly string[]): Promise<number> {
  const { rows } = await database.query(
    `select count(*)::int as count from unnest($1::text[]) as o (id)
     where not exists (select from memberships m where m.organization_id = o.id and m.role = 'owner')`,
    [organizations],
  );
  return rows[0].count;
}
