import type pg from "pg";
import { sumUpOrganization } from "#features/analytics/server/sums/sum-up-analytics.ts";
import { openProduct, type Product } from "./knowledge/product.ts";
import { median, printTable } from "./load/table.ts";
import { connectAsSuperuser } from "./usage/superuser.ts";

const conversations = 100_000;
/** Half of them are answers. */
const messagesEach = 10;
const days = 59;
const agents = 3;
const rounds = 7;
const goalMs = 300;
/** As many quarters of an hour as conversations that continue may have changed since the last sums, a minute ago. */
const changedQuarters = 20;

/** The calls of the Analytics page over a million messages: read from the rows alone, and from the sums but for what has just changed. */
export default async function analytics(): Promise<void> {
  const product = await openProduct(false);
  const superuser = await connectAsSuperuser(product);
  const projectId = await product.createProject("Help centre");
  const agentIds: string[] = [];
  for (let count = 0; count < agents; count += 1) {
    const path = `/v1/organizations/${product.organizationId}/projects/${projectId}/agents`;
    agentIds.push((await product.call<{ id: string }>(`POST ${path}`, { name: `Desk ${count}` })).id);
  }
  await fill(superuser, product.organizationId, projectId, agentIds);

  const today = new Date();
  const day = (back: number) => new Date(today.getTime() - back * 86_400_000).toISOString().slice(0, 10);
  const path = `GET /v1/organizations/${product.organizationId}/projects/${projectId}/analytics`;
  const calls = [
    ["a day", `${path}?from=${day(1)}&to=${day(1)}&compare=true`],
    ["a week", `${path}?from=${day(6)}&to=${day(0)}&compare=true`],
    ["30 days", `${path}?from=${day(29)}&to=${day(0)}&compare=true`],
    [`${days} days`, `${path}?from=${day(days - 1)}&to=${day(0)}&compare=true`],
    [`${days} days of an agent`, `${path}?from=${day(days - 1)}&to=${day(0)}&compare=true&agent_id=${agentIds[0]}`],
    ["400 days", `${path}?from=${day(399)}&to=${day(0)}&compare=true`],
    [`${days} days as CSV`, `${path}/file?from=${day(days - 1)}&to=${day(0)}`],
  ] as const;

  await noteQuarters(superuser, product.organizationId, projectId, null);
  const fromRows = await timesOf(product, calls, 2);
  const started = performance.now();
  await sumUpOrganization(product.platform, product.organizationId, new AbortController().signal, new Date("2100-01-01"));
  const seconds = (performance.now() - started) / 1000;
  await superuser.query("vacuum analyze analytics_sums, analytics_pending");
  await noteQuarters(superuser, product.organizationId, projectId, changedQuarters);
  const fromSums = await timesOf(product, calls, rounds);
  await superuser.end();
  await product.close();

  console.log(
    `  ${(conversations * messagesEach).toLocaleString("en")} messages of ${days} days, ${agents} agents; summed in ${seconds.toFixed(0)} s`,
  );
  printTable([
    ["ms, medians", "from rows", "from sums", "goal"],
    ...calls.map(([name], at) => [name, fromRows[at]!.toFixed(0), fromSums[at]!.toFixed(0), `≤ ${goalMs}`]),
  ]);
}

async function timesOf({ raw }: Product, calls: readonly (readonly [string, string])[], times: number): Promise<number[]> {
  const taken: number[][] = calls.map(() => []);
  for (let round = 0; round < times; round += 1) {
    for (const [at, [, line]] of calls.entries()) {
      const started = performance.now();
      await raw(line);
      taken[at]!.push(performance.now() - started);
    }
  }
  return taken.map(median);
}

/** As triggers would: the newest quarters in which anything happened, or all of them. */
async function noteQuarters(superuser: pg.Client, organizationId: string, projectId: string, count: number | null): Promise<void> {
  await superuser.query(
    `insert into analytics_pending (organization_id, project_id, quarter)
     select distinct organization_id, project_id, quarter_of(created_at) from messages
     where organization_id = $1 and project_id = $2 order by 3 desc limit $3`,
    [organizationId, projectId, count],
  );
  await superuser.query("analyze analytics_pending");
}

/** Conversations spread over the days, each of a quarter of an hour; of twenty, one asks for a person, and one rates. */
async function fill(superuser: pg.Client, organizationId: string, projectId: string, agentIds: readonly string[]): Promise<void> {
  await superuser.query("set synchronous_commit = off");
  await superuser.query("set session_replication_role = replica");
  const id = (prefix: string, number: string) => `'${prefix}_' || lpad((${number})::text, 26, '0')`;
  const begun = `now() - n * interval '${days * 86_400} seconds' / ${conversations}`;
  await superuser.query(
    `insert into conversations (organization_id, id, project_id, agent_id, origin, created_at, last_used_at, last_message_at, message_count, had_person, last_outcome)
     select $1, ${id("cnv", "n")}, $2, ($3::text[])[1 + n % ${agents}], 'https://shop.example', ${begun}, ${begun}, ${begun}, ${messagesEach},
       n % 20 = 0, case n % 5 when 0 then 'declined' else 'answered' end
     from generate_series(1, ${conversations}) n`,
    [organizationId, projectId, agentIds],
  );
  await superuser.query(
    `insert into messages (organization_id, id, project_id, conversation_id, role, text, citations, outcome, event, first_ms, created_at)
     select $1, ${id("msg", `n * 20 + side`)}, $2, ${id("cnv", "n")},
       case when n % 20 = 0 and side = 8 then 'system' when n % 20 = 0 and side = 9 then 'person' when side % 2 = 0 then 'visitor' else 'agent' end,
       'Where is the parcel that was sent to the north of the country?', '[]',
       case when side % 2 = 1 and not (n % 20 = 0 and side = 9) then case (n + side) % 7 when 0 then 'declined' when 1 then 'suggested' else 'answered' end end,
       case when n % 20 = 0 and side = 8 then 'ask' end,
       case when side % 2 = 1 then 60 + (n * 7919 + side * 104729) % 2500 end, ${begun} + side * interval '90 seconds'
     from generate_series(1, ${conversations}) n, generate_series(0, ${messagesEach - 1}) side`,
    [organizationId, projectId],
  );
  await superuser.query(
    `insert into ratings (organization_id, project_id, conversation_id, score, rated_at)
     select $1, $2, ${id("cnv", "n")}, case n % 3 when 0 then -1 else 1 end, ${begun} from generate_series(1, ${conversations}, 20) n`,
    [organizationId, projectId],
  );
  await superuser.query("set session_replication_role = origin");
  await superuser.query("vacuum analyze conversations, messages, ratings");
  await superuser.query("checkpoint");
}
