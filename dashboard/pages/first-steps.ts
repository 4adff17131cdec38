import { rolesThatMay } from "#browser/api/who-may.ts";
import { t } from "./messages.ts";
import type { ProjectFacts } from "./use-project-facts.ts";

export type StepName = "organization" | "project" | "knowledge" | "agent" | "website";
export type FirstSteps = { done: ReadonlySet<StepName>; next: StepName | null; total: number };

/** In the order in which they appear on the page. */
export const stepNames: readonly StepName[] = ["organization", "project", "knowledge", "agent", "website"];
/** What leads to an answer comes first; the name can wait. */
const urgency: readonly StepName[] = ["knowledge", "agent", "website", "organization"];

/** Which steps of a new project are done, and which is the next. */
export function firstSteps({ isNamed, sources, agents, onWebsite }: ProjectFacts): FirstSteps {
  const facts: Record<StepName, boolean> = {
    organization: isNamed,
    project: true,
    knowledge: sources.some(({ status }) => status === "synced"),
    agent: agents.length > 0,
    website: onWebsite !== null,
  };
  const done = new Set(stepNames.filter((name) => facts[name]));
  return { done, next: urgency.find((name) => !done.has(name)) ?? null, total: stepNames.length };
}

/** "Three of five steps done. Create a chat agent next."; to a role that only looks on it says who does. */
export function sentenceOf({ done, next, total }: FirstSteps, maySetUp: boolean): string | null {
  if (next === null) return null;
  const count = t("firstSteps.done", { done: done.size, total });
  if (!maySetUp) return `${count} ${t("firstSteps.others", { roles: rolesThatMay("source:create") })}`;
  const step = t(`firstSteps.${next}`);
  return `${count} ${t(done.size === total - 1 ? "firstSteps.last" : "firstSteps.next", { step })}`;
}
