import type { Sample } from "#access/sample.ts";
import { createCheck } from "./create-check.ts";
import { startRun } from "./start-run.ts";

/** A check, and a run of it that is under way. */
export const sampleCheck: Sample = async (perform, world) => {
  const example = createCheck.example(world);
  const input = { question: "Which payments do you take?", expects: "declined" };
  const check = await perform<{ id: string }>(createCheck, { ...example, input });
  const run = await perform<{ id: string }>(startRun, startRun.example(world));
  return { check_id: check.id, check_run_id: run.id };
};
