import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { say } from "#platform/sentence.ts";
import type { Actor } from "./actor.ts";

/** What the database's functions that authenticate say of a person's second factor, and from when on the organization wants one. */
export type FactorRow = { second_factor: boolean; second_factor_from: Date | null };

/** Whether a second factor is asked for at this door, by the organization or by the operator, and the person has none. */
export function lacksFactor({ env }: Platform, { second_factor, second_factor_from }: FactorRow): boolean {
  if (second_factor) return false;
  const begun = (from: number | undefined) => from !== undefined && from <= Date.now();
  return begun(second_factor_from?.getTime()) || begun(env.secondFactorFrom === undefined ? undefined : Date.parse(env.secondFactorFrom));
}

/** How the door is passed: said to the person, or to who reads what their key answers. */
export function factorRequired({ env }: Platform, actor: Actor): AppError {
  const page = `${env.appUrl}/profile`;
  return new AppError(
    "step_up_required",
    actor.type === "api_key"
      ? say`This key pauses: its creator has no second factor, which this organization asks for. It works again once they add one at ${page}.`
      : say`This organization asks for a second factor. Add one at ${page}.`,
  );
}
