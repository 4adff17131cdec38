import pg from "pg";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { seedManyOrganizations } from "#testing/many-organizations.ts";
import { signUp } from "#testing/process/account.ts";
import { makeDataDir, startServer } from "#testing/process/server-process.ts";
import { median, printTable } from "./load/table.ts";

const rounds = 5;
const requestsARound = 100;
const goal = 1.2;
/** Somebody works in a few of many: the calls within one organization go to this many of them in turn. */
const visited = 10;

/** `mine`: how many organizations of the database the user is a member of. */
const databases = [
  { name: "ten, all mine", organizations: 10, mine: 10 },
  { name: "my 200 alone", organizations: 200, mine: 200 },
  { name: "100,000 with my 200", organizations: 100_000, mine: 200 },
] as const;
const members = 10;

/**
 * The calls behind a page for a user with 200 organizations among 100,000 with a million memberships. Lists are compared
 * with a database that holds those 200 and nothing else, where the answer is the same; what concerns one organization
 * also with one that holds ten. The three take turns, request by request.
 */
export default async function organizations(): Promise<void> {
  const sides = [];
  for (const database of databases) sides.push(await openSide(database));
  const paths = await pathsOf(sides[0]!);
  const rows: (string | number)[][] = [["ms", ...databases.map(({ name }) => name), "to 200", "to ten", "goal"]];
  for (const [name, pathOf] of paths) {
    const medians: number[][] = sides.map(() => []);
    for (let round = -1; round < rounds; round += 1) {
      const times: number[][] = sides.map(() => []);
      for (let request = 0; request < requestsARound; request += 1) {
        for (const [index, side] of sides.entries()) times[index]!.push(await timeOf(side, pathOf(side.ids[request % visited]!)));
      }
      // The first round warms up.
      if (round >= 0) for (const [index, each] of times.entries()) medians[index]!.push(median(each));
    }
    const [ten = 0, alone = 0, large = 0] = medians.map(median);
    const isOfOne = pathOf("a") !== pathOf("b");
    const ratios = [(large / alone).toFixed(2), isOfOne ? (large / ten).toFixed(2) : "–"];
    rows.push([name, ...[ten, alone, large].map((ms) => ms.toFixed(2)), ...ratios, `≤ ${goal}`]);
  }
  for (const side of sides) await side.stop();
  console.log(`  medians of ${rounds} interleaved rounds of ${requestsARound} requests, one after the other`);
  printTable(rows);
}

type Side = { url: string; cookie: string; ids: string[]; stop(): Promise<unknown> };

async function openSide({ name, organizations, mine }: (typeof databases)[number]): Promise<Side> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir });
  const { cookie } = await signUp(server.url);
  const superuser = new pg.Client({
    host: socketDirectory(dataDir),
    user: "postgres",
    database: databaseName,
    options: "-c search_path=app",
  });
  await superuser.connect();
  const started = performance.now();
  await superuser.query("delete from organizations");
  const { rows } = await superuser.query<{ id: string }>("select id from users");
  await seedManyOrganizations(superuser, { organizations, members, userId: rows[0]!.id, every: organizations / mine });
  await superuser.end();
  console.log(`  ${name}: ${organizations * members} memberships in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const me = await fetch(`${server.url}/v1/me`, { headers: { cookie } });
  const ids = ((await me.json()) as { organizations: { id: string }[] }).organizations.map(({ id }) => id);
  if (ids.length !== mine) throw new Error(`The user is in ${ids.length} organizations, not in ${mine}.`);
  return { url: server.url, cookie, ids, stop: () => server.stop() };
}

/** Each call by its name; those within an organization take its id. */
async function pathsOf({ url }: Side): Promise<[name: string, path: (organizationId: string) => string][]> {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, unknown> };
  const inside = (path: string): [string, (organizationId: string) => string][] =>
    `/v1/organizations/{organization_id}${path}` in paths ? [[`${path || "/"} of one`, (id) => `/v1/organizations/${id}${path}`]] : [];
  return [
    ["/v1/me", () => "/v1/me"],
    ["organizations, first page", () => "/v1/organizations?per_page=30"],
    ["organizations, last page", () => "/v1/organizations?per_page=30&page=7"],
    ["organizations, a search", () => "/v1/organizations?per_page=30&query=Company+a"],
    ...inside(""),
    ...inside("/projects"),
    ...inside("/members"),
  ];
}

async function timeOf({ url, cookie }: Side, path: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${url}${path}`, { headers: { cookie } });
  await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
  return performance.now() - started;
}
