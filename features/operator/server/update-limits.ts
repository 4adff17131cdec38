import { process } from "#access/operation.ts";
import { changed } from "#access/says.ts";
import { budgetKinds, OperatorLimits, recordKinds, UpdateLimits, type BudgetKind } from "#features/budgets/contract.ts";
import { presentLimits } from "#features/budgets/server/present-budget.ts";
import { setRecordCaps } from "#features/budgets/server/record-caps.ts";
import { setCaps, type Cap } from "#features/budgets/server/set-caps.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";

export const updateLimits = process({
  name: "operator.update_limits",
  summary:
    "Sets the most that an organization can use in a period, whatever its own budget says, and how many projects and agents it can have. What is left out stays as it is; null removes a limit, and the configuration's applies.",
  scope: "operator",
  kind: "write",
  says: (entry) => changed(entry, "the limits of the organization"),
  params: ["organization_id"],
  input: UpdateLimits,
  output: OperatorLimits,
  example: ({ organization_id }) => ({ params: { organization_id }, input: { answers: 5_000 } }),
  run: ({ platform, params: { organization_id: id }, organizationTransaction }, changes) =>
    organizationTransaction(id, async ({ db, send, audit }) => {
      const { name } = await lockOrganization(db, id);
      const before = await presentLimits(platform, db, id);
      await setCaps({ db, send }, id, "operator", (caps) => [
        ...caps.filter(({ kind }) => changes[kind] === undefined),
        ...budgetKinds.flatMap((kind) => limitOf(kind, changes[kind])),
      ]);
      await setRecordCaps(db, id, changes);
      const after = await presentLimits(platform, db, id);
      const changed = [...budgetKinds, ...recordKinds].filter((kind) => before[kind] !== after[kind]);
      const only = (limits: OperatorLimits) => Object.fromEntries(changed.map((kind) => [kind, limits[kind]]));
      const target = { type: "organization", id, label: name };
      audit(changed.length === 0 ? null : { target, before: only(before), after: only(after) });
      return after;
    }),
});

function limitOf(kind: BudgetKind, cap: number | null | undefined): Cap[] {
  return cap == null ? [] : [{ kind, agent_id: null, cap, warn_only: false }];
}
