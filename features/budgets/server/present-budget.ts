import { sql } from "kysely";
import { readPeriod } from "#features/usage/server/calendar.ts";
import type { FoundRecord, Product } from "#access/product.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import {
  agentBudgetKinds,
  BudgetKind,
  budgetKinds,
  isFlow,
  SetBy,
  type AgentBudget,
  type AgentBudgetKind,
  type Budget,
  type OperatorLimits,
  type RecordCount,
  type RecordKind,
} from "../contract.ts";
import { readMeterPeriod } from "./meter-period.ts";
import { defaultCapOf, readRecordCaps } from "./record-caps.ts";

/** A meter as it stands, without a lock: of a period that is over nothing is used any more. */
export type MeterNow = {
  kind: BudgetKind;
  agent_id: string | null;
  set_by: SetBy;
  cap: number;
  warn_only: boolean;
  used: number;
  reserved: number;
  period_from: string;
  period_to: string;
  monthly_from: string | null;
};

/** The budget as the API shows it; null where neither an Owner nor the operator ever set one. */
export async function presentBudget(db: Db, { find }: Pick<Product, "find">, organizationId: string): Promise<Budget | null> {
  const row = await db
    .selectFrom("budgets")
    .select(["version", "updated_at"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  const meters = await readMeters(db, organizationId);
  if (!row && meters.length === 0) return null;
  const by = (party: SetBy) => meters.filter(({ set_by }) => set_by === party);
  const [owners, operators] = [by("owner"), by("operator")];
  const whole = owners.filter(({ agent_id }) => agent_id === null);
  const agents = Map.groupBy(
    owners.filter(({ agent_id }) => agent_id !== null),
    ({ agent_id }) => agent_id!,
  );
  const named = (await find("agent")(db, organizationId, [...agents.keys()])).toSorted((one, other) => one.name.localeCompare(other.name));
  return {
    ...capsOf(whole),
    warn_only: warnOnly(whole),
    agents: Object.fromEntries(named.map((agent) => [agent.id, presentAgent(agent, agents.get(agent.id)!)])),
    limits: capsOf(operators),
    billing: await presentBilling(db, organizationId, by("billing")),
    ...standingOf([...operators, ...whole]),
    period: instantsOf(await readPeriod(db, organizationId)),
    updated_at: row?.updated_at ?? null,
    version: row?.version ?? 0,
  };
}

/** Its answers count in the period that is paid for; storage has none. */
async function presentBilling(db: Db, organizationId: string, meters: readonly MeterNow[]): Promise<Budget["billing"]> {
  if (meters.length === 0) return null;
  const flow = meters.find(({ kind }) => isFlow(kind));
  const isOver = flow && Date.parse(flow.period_to) <= Date.now();
  const period =
    flow && !isOver
      ? { from: flow.period_from, to: flow.period_to }
      : await readMeterPeriod(db, organizationId, flow?.monthly_from ?? null);
  return { ...capsOf(meters), ...standingOf(meters), period: instantsOf(period) };
}

/** What the operator allows an organization at most, beside what it has. */
export async function presentLimits(platform: Platform, db: Db, organizationId: string, count: RecordCount): Promise<OperatorLimits> {
  const meters = (await readMeters(db, organizationId)).filter(({ set_by }) => set_by === "operator");
  const records = (await readRecordCaps(db, organizationId)).filter(({ set_by }) => set_by === "operator");
  const capOn = (kind: RecordKind) => records.find((cap) => cap.kind === kind)?.cap ?? null;
  const defaultOf = (kind: Parameters<typeof defaultCapOf>[1]) => defaultCapOf(platform, kind);
  return {
    ...capsOf(meters),
    ...standingOf(meters),
    projects: capOn("projects"),
    agents: capOn("agents"),
    count,
    defaults: { projects: defaultOf("projects"), agents: defaultOf("agents"), bytes_stored: defaultOf("bytes_stored") },
  };
}

/** @param agentId only the meters of the whole organization and of this agent; null: only the former; left out: all */
export async function readMeters(db: Db, organizationId: string, agentId?: string | null): Promise<MeterNow[]> {
  const rows = await db
    .selectFrom("budget_meters as m")
    .select(["m.kind", "m.agent_id", "m.set_by", "m.cap", "m.warn_only", "m.used", "m.period_from", "m.period_to", "m.monthly_from"])
    .select(sql<boolean>`m.period_to <= now()`.as("is_over"))
    .select((select) =>
      select
        .selectFrom("budget_reservations as r")
        .select(sql<number>`coalesce(sum(r.quantity), 0)::bigint`.as("reserved"))
        .whereRef("r.organization_id", "=", "m.organization_id")
        .whereRef("r.meter_id", "=", "m.id")
        .where("r.lease_until", ">", sql<string>`now()`)
        .as("reserved"),
    )
    .where("m.organization_id", "=", organizationId)
    .where((where) =>
      agentId === undefined
        ? where.lit(true)
        : where.or([where("m.agent_id", "is", null), ...(agentId === null ? [] : [where("m.agent_id", "=", agentId)])]),
    )
    .orderBy("m.agent_id")
    .orderBy("m.id")
    .execute();
  return rows.map(({ is_over, ...row }) => {
    const kind = BudgetKind.parse(row.kind);
    return { ...row, kind, set_by: SetBy.parse(row.set_by), used: is_over && isFlow(kind) ? 0 : row.used, reserved: row.reserved ?? 0 };
  });
}

export const instantsOf = ({ from, to }: { from: string; to: string }) => ({ from, to });

function presentAgent({ name, project_id }: FoundRecord, meters: MeterNow[]): AgentBudget {
  const { answers, input_tokens, output_tokens } = capsOf(meters);
  return {
    answers,
    input_tokens,
    output_tokens,
    warn_only: warnOnly(meters).filter((kind): kind is AgentBudgetKind => (agentBudgetKinds as readonly string[]).includes(kind)),
    name,
    project_id: project_id ?? "",
    ...standingOf(meters),
  };
}

function capsOf(meters: readonly MeterNow[]): Record<BudgetKind, number | null> {
  const cap = (kind: BudgetKind) => meters.find((meter) => meter.kind === kind)?.cap ?? null;
  return {
    answers: cap("answers"),
    input_tokens: cap("input_tokens"),
    output_tokens: cap("output_tokens"),
    sms_sent: cap("sms_sent"),
    bytes_stored: cap("bytes_stored"),
  };
}

const warnOnly = (meters: readonly MeterNow[]) =>
  budgetKinds.filter((kind) => meters.some((meter) => meter.kind === kind && meter.warn_only));

/** Of two meters on a kind both hold the same, but for what was reserved before the younger one was set. */
function standingOf(meters: readonly MeterNow[]): Pick<Budget, "used" | "reserved"> {
  return {
    used: Object.fromEntries(meters.map(({ kind, used }) => [kind, used])),
    reserved: Object.fromEntries(meters.map(({ kind, reserved }) => [kind, reserved])),
  };
}
