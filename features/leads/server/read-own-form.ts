import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { answersOn } from "#features/agents/server/answers-on.ts";
import { findVisitorConversation } from "#features/conversations/server/find-conversation.ts";
import { originRefused } from "#features/conversations/server/require-admitted.ts";
import { takeVisit } from "#features/conversations/server/visitor-limits.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { LeadForm } from "../contract.ts";
import { formToDraw, readForm } from "./lead-form.ts";
import { readSettings } from "./lead-settings.ts";

export const readOwnForm = procedure({
  name: "lead.read_own_form",
  summary: "What an agent asks its visitors for, as its widget draws it. `mode` is `off` where it asks for nothing.",
  scope: "visitor",
  kind: "read",
  params: ["agent_id"],
  input: z.object({}),
  output: LeadForm,
  example: ({ agent_id }) => ({ params: { agent_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "look", request.ip, params.agent_id);
    return transaction(async ({ db }) => {
      const agent = await db
        .selectFrom("agents")
        .select(["organization_id", "id", "project_id", "allowed_origins", "allow_web_views"])
        .where("organization_id", "=", organization.id)
        .where("id", "=", params.agent_id)
        .executeTakeFirst();
      if (!agent) throw notFound("There is no such agent.");
      // As for whether it may start: a read from our own pages names no origin.
      if (actor.origin !== null && !answersOn(agent, actor.origin)) throw originRefused(actor.origin);
      return drawForm(db, agent);
    }, "read");
  },
});

export const readFormOfConversation = procedure({
  name: "lead.read_form_of_conversation",
  summary: "The same for a conversation that was begun, by its visitor's token.",
  scope: "visitor",
  kind: "read",
  params: ["conversation_id"],
  input: z.object({}),
  output: LeadForm,
  example: ({ conversation_id }) => ({ params: { conversation_id } }),
  run: ({ organization, actor, params, transaction }) =>
    transaction(async ({ db }) => {
      const { agent } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      return drawForm(db, agent);
    }, "read"),
});

async function drawForm(db: Db, agent: { organization_id: string; id: string; project_id: string }): Promise<LeadForm> {
  const form = await readForm(db, agent.organization_id, agent.id);
  const { fields } = await readSettings(db, { organizationId: agent.organization_id, projectId: agent.project_id });
  return formToDraw(form, fields);
}
