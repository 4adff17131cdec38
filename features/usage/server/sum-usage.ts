import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { usageKindNames, usageKinds, type UsageGroup, type UsageTotals } from "../contract.ts";
import { byCalendar } from "./by-calendar.ts";
import type { Range } from "./range.ts";

/** `key` is null for what a level held when the range began. */
export type Sums = { totals: Partial<UsageTotals>; groups: { key: string | null; totals: Partial<UsageTotals> }[]; total: number };

type Filter = { project_id?: string | undefined; agent_id?: string | undefined };

/**
 * What was used in a range, in all and by group: the sums, and what of the ledger no sum holds yet. One statement reads
 * both, for between two of them an act could go from the one to the other.
 */
export async function sumUsage(
  db: Db,
  organizationId: string,
  range: Range,
  { group, filter = {}, limit = null, offset = 0 }: { group: UsageGroup | null; filter?: Filter; limit?: number | null; offset?: number },
): Promise<Sums> {
  const { rows } = await sql<Sums>`
    with used as materialized (
      select ${keyOf(group, range)} as key, kind, sum(quantity)::bigint as quantity
      from (${rowsOf(organizationId, range)}) as each_sum
      where ${filterBy("project_id", filter)} and ${filterBy("agent_id", filter)}
      group by 1, 2
    ),
    groups as (
      select key, jsonb_object_agg(kind, quantity) as totals, max(quantity) filter (where kind = 'answers') as answers
      from used where quantity <> 0 group by key
    )
    select
      coalesce((select jsonb_object_agg(kind, quantity) from (select kind, sum(quantity) as quantity from used group by kind) whole), '{}') as totals,
      coalesce((
        select jsonb_agg(jsonb_build_object('key', key, 'totals', totals) order by answers desc nulls last, key)
        from (select * from groups order by answers desc nulls last, key limit ${limit} offset ${offset}) page
      ), '[]') as groups,
      (select count(*) from groups) as total`.execute(db);
  return rows[0]!;
}

const kindsOf = (measure: "flow" | "level") => usageKindNames.filter((kind) => usageKinds[kind].measure === measure);
const tableOf = { hour: "usage_hours", day: "usage_days", month: "usage_periods" } as const;

/** Rows of `slot`, what they are of and `quantity`: of a flow what happened in the range, of a level all until its end. */
export function rowsOf(organizationId: string, { sums, from, to }: Range): RawBuilder<unknown> {
  const [slot, type] = [sql.ref(sums), sums === "hour" ? sql`timestamptz` : sql`date`];
  const columns = sql`kind, project_id, agent_id, channel, quantity, ${slot} as slot`;
  const [flows, levels] = [sql`${kindsOf("flow")}::text[]`, sql`${kindsOf("level")}::text[]`];
  const until = sql`${slot} < ${to}::${type}`;
  const table = sql.table(tableOf[sums]);
  return sql`
    select ${columns} from ${table}
    where organization_id = ${organizationId} and kind = any(${flows}) and ${slot} >= ${from}::${type} and ${until}
    union all
    select ${columns} from ${table} where organization_id = ${organizationId} and kind = any(${levels}) and ${until}
    union all
    select ${columns} from (${byCalendar(sql`select * from usage_pending where organization_id = ${organizationId}`)}) pending
    where ${until} and (${slot} >= ${from}::${type} or kind = any(${levels}))`;
}

function keyOf(group: UsageGroup | null, { sums, from }: Range): RawBuilder<unknown> {
  switch (group) {
    case null:
      return sql`null::text`;
    case "project":
    case "agent":
      return sql.ref(`${group}_id`);
    case "kind":
    case "channel":
      return sql.ref(group);
    case "hour":
      return sql`case when slot >= ${from}::timestamptz then to_char(slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end`;
    default:
      return sql`case when slot >= ${from}::${sums === "hour" ? sql`timestamptz` : sql`date`} then slot::text end`;
  }
}

function filterBy(column: keyof Filter, filter: Filter): RawBuilder<unknown> {
  const value = filter[column];
  return value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`;
}
