import pg from "pg";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { newId } from "#platform/ids.ts";
import { ownerRaces, type RacingOwner } from "#testing/owner-races.ts";
import { callOf, signUp, type Account } from "#testing/process/account.ts";
import { makeDataDir, startServer } from "#testing/process/server-process.ts";
import { printTable } from "./load/table.ts";

const rounds = 1000;
const password = "Correct horse 1";

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
  const people = [await signUp(server.url, "ann@example.com"), await signUp(server.url, "ben@example.com")] as const;
  await database.query("create temp table kept_sessions as select * from sessions");
  const rows: (string | number)[][] = [["at once", "rounds", "without an Owner", "goal", "answers", "seconds"]];
  for (const [name, race] of Object.entries(ownerRaces)) {
    const started = performance.now();
    const answers = new Map<number, number>();
    let ownerless = 0;
    for (let round = 0; round < rounds; round += 1) {
      const [a, b] = await sharedOrganization(database, people);
      const acts = await race(a, b);
      for (const status of await Promise.all(acts.map((act) => act()))) answers.set(status, (answers.get(status) ?? 0) + 1);
      ownerless += await countOwnerless(database, a.organizationId);
      await clearUp(database, a.organizationId);
    }
    const said = [...answers].toSorted(([one], [other]) => one - other).map(([status, count]) => `${count} × ${status}`);
    const seconds = Math.round((performance.now() - started) / 1000);
    rows.push([name, rounds, ownerless, "0", said.join(", "), seconds]);
  }
  await database.end();
  await server.stop();
  printTable(rows);
  if (rows.slice(1).some((row) => row[2] !== 0)) throw new Error("An organization was left without an Owner.");
}

type Racing = RacingOwner & { organizationId: string };

/** A fresh organization that belongs to both. */
async function sharedOrganization(database: pg.Client, people: readonly [Account, Account]): Promise<[Racing, Racing]> {
  const organizationId = newId("org");
  const ids = [newId("mem"), newId("mem")] as const;
  await database.query(
    `with made as (insert into organizations (id, name) values ($1, 'Contested') returning id)
     insert into memberships (organization_id, id, user_id, role)
     select made.id, case u.email when 'ann@example.com' then $2 else $3 end, u.id, 'owner' from made, users u`,
    [organizationId, ...ids],
  );
  return [asRacing({ ...people[0], organizationId }, ids[0]), asRacing({ ...people[1], organizationId }, ids[1])];
}

function asRacing(account: Account, membershipId: string): Racing {
  return {
    organizationId: account.organizationId,
    membershipId,
    async send(line, body) {
      const response = await callOf(account, line, body);
      await response.body?.cancel();
      return response.status;
    },
    confirm: async () => ({ password }),
    prepareClosing: async () => () => closeAccount(account),
  };
}

async function closeAccount({ url, cookie }: Account): Promise<number> {
  const headers = { cookie, origin: url, "content-type": "application/json" };
  const response = await fetch(`${url}/v1/me`, { method: "DELETE", headers, body: JSON.stringify({ password }) });
  await response.body?.cancel();
  return response.status;
}

async function countOwnerless(database: pg.Client, organizationId: string): Promise<number> {
  const { rows } = await database.query(
    "select not exists (select from memberships where organization_id = $1 and role = 'owner') as ownerless",
    [organizationId],
  );
  return rows[0].ownerless ? 1 : 0;
}

/** Takes the round's organization away, and opens the accounts that were closed. */
async function clearUp(database: pg.Client, organizationId: string): Promise<void> {
  await database.query("delete from organizations where id = $1", [organizationId]);
  await database.query("update users set purge_at = null");
  await database.query("update organizations set purge_at = null, deletion_requested_at = null, deletion_requested_by = null");
  await database.query("insert into sessions select * from kept_sessions on conflict do nothing");
}
