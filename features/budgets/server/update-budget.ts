import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import type { Product } from "#access/product.ts";
import { changed } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { agentBudgetKinds, Budget, budgetKinds, UpdateBudget } from "../contract.ts";
import { presentBudget } from "./present-budget.ts";
import { setCaps, type UsageCap } from "./set-caps.ts";

export const updateBudget = operation({
  name: "budget.update",
  summary: "Sets what the organization and its agents can use in a period, by kind of usage. What is left out has no cap.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, "the budget"),
  permission: "budget:update",
  input: UpdateBudget,
  output: Budget,
  example: ({ agent_id }) => ({ input: { answers: 1_000, warn_only: ["answers"], agents: { [agent_id]: { answers: 500 } } } }),
  async run({ db, product, organization: { id }, audit, send, request }, wanted) {
    await lockOrganization(db, id);
    const before = await presentBudget(db, product, id);
    checkVersion(request, before?.version ?? 0);
    await requireAgents(db, product, id, Object.keys(wanted.agents));
    await setCaps({ db, send }, id, "owner", () => listCaps(wanted));
    const [was, is] = [describe(before), describe(wanted)];
    const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => was[field] !== is[field]);
    if (before && changed.length === 0) {
      audit(null);
      return before;
    }
    await db
      .insertInto("budgets")
      .values({ organization_id: id })
      .onConflict((conflict) =>
        conflict.column("organization_id").doUpdateSet({ version: sql`budgets.version + 1`, updated_at: sql`now()` }),
      )
      .execute();
    audit({ target: { type: "budget", id, label: "Budget" }, before: only(was, changed), after: only(is, changed) });
    return (await presentBudget(db, product, id))!;
  },
});

/**
 * The agents stay as they are until the transaction ends, and are locked before their caps, as their deletion does.
 * @throws AppError 422 for one that is not there
 */
async function requireAgents(db: Db, { find }: Pick<Product, "find">, organizationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await find("agent")(db, organizationId, ids, { lock: true });
  const missing = ids.filter((id) => !found.some((agent) => agent.id === id));
  if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((id) => [`agents.${id}`, "There is no such agent."])));
}

function listCaps(wanted: UpdateBudget): UsageCap[] {
  const whole = budgetKinds.map((kind) => ({ kind, agent_id: null, cap: wanted[kind], warn_only: wanted.warn_only.includes(kind) }));
  const ofAgents = Object.entries(wanted.agents).flatMap(([agent_id, caps]) =>
    agentBudgetKinds.map((kind) => ({ kind, agent_id, cap: caps[kind], warn_only: caps.warn_only.includes(kind) })),
  );
  return [...whole, ...ofAgents].flatMap(({ cap, ...rest }) => (cap === null ? [] : [{ ...rest, cap }]));
}

/** As the audit log has it: each cap that stands, by kind, and by agent where it is one's. */
function describe(budget: UpdateBudget | Budget | null): Record<string, number | string> {
  if (!budget) return {};
  const caps = listCaps({ ...budget, agents: { ...budget.agents } });
  return Object.fromEntries(
    caps.map(({ kind, agent_id, cap, warn_only }) => [agent_id ? `${agent_id}.${kind}` : kind, warn_only ? `${cap}, warn only` : cap]),
  );
}

const only = (fields: Record<string, number | string>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
