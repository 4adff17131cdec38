import { inPath, operation } from "#access/operation.ts";
import { changed } from "#access/says.ts";
import { budgetKinds, limitedRecords, OperatorLimits, UpdateLimits } from "#features/budgets/contract.ts";
import { presentLimits } from "#features/budgets/server/present-budget.ts";
import type { RecordCap } from "#features/budgets/server/record-caps.ts";
import { setCaps, type Cap, type UsageCap } from "#features/budgets/server/set-caps.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { countRecords } from "./count-records.ts";

export const updateLimits = operation({
  name: "operator.update_limits",
  summary:
    "Sets what an organization may use at most in a period, whatever its own budget says, and how many projects and agents it may have. What is left out stays; null ends it, and what the configuration says holds.",
  scope: "operator",
  within: inPath,
  kind: "write",
  says: (entry) => changed(entry, "the limits of the organization"),
  params: ["organization_id"],
  input: UpdateLimits,
  output: OperatorLimits,
  example: ({ organization_id }) => ({ params: { organization_id }, input: { answers: 5_000 } }),
  async run({ platform, organizationId: id, db, send, audit }, changes) {
    const { name } = await lockOrganization(db, id);
    const count = await countRecords(db, id);
    const before = await presentLimits(platform, db, id, count);
    await setCaps({ db, send }, id, "operator", (caps) => [
      ...caps.filter(({ kind }) => kind === "seats" || changes[kind] === undefined),
      ...budgetKinds.flatMap((kind) => limitOf(changes[kind], { kind, agent_id: null, warn_only: false })),
      ...limitedRecords.flatMap((kind) => limitOf(changes[kind], { kind, plan: null })),
    ]);
    const after = await presentLimits(platform, db, id, count);
    const changed = [...budgetKinds, ...limitedRecords].filter((kind) => before[kind] !== after[kind]);
    const only = (limits: OperatorLimits) => Object.fromEntries(changed.map((kind) => [kind, limits[kind]]));
    const target = { type: "organization", id, label: name };
    audit(changed.length === 0 ? null : { target, before: only(before), after: only(after) });
    return after;
  },
});

function limitOf(cap: number | null | undefined, of: Omit<UsageCap, "cap"> | Omit<RecordCap, "cap">): Cap[] {
  return cap == null ? [] : [{ ...of, cap }];
}
