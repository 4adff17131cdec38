import type { Budget, BudgetWarning } from "#features/budgets/contract.ts";
import type { TestApp } from "./app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, type TestOrganization } from "./factories.ts";
import { askAll, addPassage, type VisitorAnswer } from "./visitor.ts";

export type Asked = { organization: TestOrganization; project: string; agent: string };
export const question = "How long do parcels take?";

/** An organization whose agent knows how long parcels take. */
export async function createAsked(test: TestApp): Promise<Asked> {
  const organization = await createOrganization(test);
  const project = await createProject(test, organization.id, organization.owner.id);
  await addPassage(test, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  return { organization, project, agent: await createAgent(test, organization, project) };
}

/** Sets the budget as its Owner does. */
export async function setBudget(test: TestApp, { id, owner }: TestOrganization, budget: object): Promise<Budget> {
  const { status, body } = await call<Budget>(test, owner, `PUT /v1/organizations/${id}/budget`, budget);
  if (status !== 200) throw new Error(`The budget was not set: ${JSON.stringify(body)}`);
  return body;
}

export async function readBudget(test: TestApp, { id, owner }: TestOrganization): Promise<Budget | null> {
  return (await call<Budget | null>(test, owner, `GET /v1/organizations/${id}/budget`)).body;
}

export async function readWarnings(test: TestApp, id: string, as: { cookie: string }, query = ""): Promise<BudgetWarning[]> {
  return (await call<{ data: BudgetWarning[] }>(test, as, `GET /v1/organizations/${id}/budget/warnings?${query}`)).body.data;
}

/** Asks an agent once in a conversation of its own. */
export async function askOnce(test: TestApp, agent: string): Promise<VisitorAnswer> {
  return askAll(test, await startConversation(test, agent), question);
}

/** How an answer ended: `done`, or `error` where the neutral sentence of a spent budget was said. */
export const endOf = (answer: VisitorAnswer): string | undefined => answer.events.at(-1)?.event;
