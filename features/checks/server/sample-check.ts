import type { Sample } from "#access/sample.ts";
import { checkDraft } from "./draft/check-draft.ts";
import { createCheck } from "./create-check.ts";
import { startRun } from "./start-run.ts";

/** A check, and runs of it that are under way, one of them on a draft. */
export const sampleCheck: Sample = async (perform, world) => {
  const example = createCheck.example(world);
  const input = { question: "Which payments do you take?", expects: "declined" };
  const check = await perform<{ id: string }>(createCheck, { ...example, input });
  const run = await perform<{ id: string }>(startRun, startRun.example(world));
  await perform(checkDraft, checkDraft.example(world));
  return { check_id: check.id, check_run_id: run.id };
};
