import { beforeAll, expect, test } from "vitest";
import { productOf } from "#access/product-of.ts";
import { mountRoutes, route } from "#access/router.ts";
import type { AnswererKind } from "#features/answering/server/answerer.ts";
import { builtIn, byModel } from "#features/answering/server/answerer-kinds.ts";
import { createApp } from "#platform/http/server.ts";
import { useApp, type TestApp } from "#testing/app.ts";
import { endOf, setBudget } from "#testing/budgets.ts";
import { createAgent, createOrganization, createProject, startConversation } from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";
import { answerMessage } from "./answer-message.ts";

/** Answers for the agent of its name. */
const echo: AnswererKind = {
  name: "echo",
  costsTokens: true,
  answererOf: ({ name }) =>
    name === "Echo"
      ? async function* ({ text }) {
          yield { type: "text", delta: `Echo: ${text}` };
          yield { type: "end", outcome: "answered" };
        }
      : null,
};

const target = useApp();
let served: TestApp;
beforeAll(() => {
  const app = createApp(target.platform, { isReady: async () => true });
  const answers = route("POST /widget/v1/conversations/{conversation_id}/messages", answerMessage([echo, byModel, builtIn]));
  mountRoutes(app, target.platform, [answers], productOf([], { contactOf: async () => null }));
  served = { ...target, app };
});

async function visit(name: string) {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const visitor = await startConversation(target, await createAgent(target, organization, project, { name }));
  return { organization, visitor };
}

test("the first of the answerers that were handed in answers for its agents, and the others for theirs", async () => {
  const echoed = await askAll(served, (await visit("Echo")).visitor, "Is anybody there?");
  expect(echoed).toMatchObject({ text: "Echo: Is anybody there?", events: [{ event: "text" }, { event: "done" }] });
  expect((await askAll(served, (await visit("Guide")).visitor, "How long do parcels take?")).text).not.toContain("Echo");
});

test("only an answerer whose answers cost tokens is stopped where these are spent", async () => {
  const ends = async (name: string) => {
    const { organization, visitor } = await visit(name);
    await setBudget(target, organization, { input_tokens: 0 });
    return endOf(await askAll(served, visitor, "Is anybody there?"));
  };
  expect(await ends("Echo")).toBe("error");
  expect(await ends("Guide")).toBe("done");
});
