import type { HoldsBack } from "#access/product.ts";
import { countChecks } from "../check-row.ts";
import { readDraftRun } from "./draft-run-row.ts";

/** Why a draft that has to pass the checks first cannot be published now. Without a check there is nothing to pass. */
export const holdsBack: HoldsBack = async (db, now) => {
  if ((await countChecks(db, now)) === 0) return null;
  const run = await readDraftRun(db, now);
  if (!run?.current) return "The checks have to pass first. Run them on this draft.";
  if (run.status === "running") return "The checks are still running on this draft. Publish it when they have passed.";
  return run.passed === run.total ? null : "Not all checks pass on this draft. Mend it, or publish without requiring the checks.";
};
