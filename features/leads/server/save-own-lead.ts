import { sql } from "kysely";
import { procedure } from "#access/operation.ts";
import { findVisitorConversation, openConversation } from "#features/conversations/server/find-conversation.ts";
import { takeVisit } from "#features/conversations/server/visitor-limits.ts";
import { withinConversation } from "#features/conversations/server/within-conversation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { OwnLead, SaveOwnLead } from "../contract.ts";
import { leadOfConversation, lockLead, type LeadPlace } from "./find-lead.ts";
import { readForm, requireForm } from "./lead-form.ts";
import { withdrawn } from "./update-lead.ts";
import { writeLead } from "./write-lead.ts";

/** Nobody corrects their own name more often. */
const perConversation = { name: "lead by conversation", points: 60, seconds: 3_600 };

export const saveOwnLead = procedure({
  name: "lead.save_own",
  summary:
    "What a visitor says of themselves, also before their first message. It belongs to this conversation alone: nothing is told of others who have given the same address. Answers what was saved and nothing else.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: SaveOwnLead,
  output: OwnLead,
  example: ({ conversation_id }) => ({ params: { conversation_id }, input: { name: "Ann Example", email: "ann@example.com" } }),
  async run({ platform, organization, actor, params, request, transaction }, { consent, form: isForm, ...changes }) {
    await takeVisit(platform, "lead", request.ip, actor.agentId);
    await platform.limits.take(perConversation, params.conversation_id);
    return transaction(async ({ db, tell }) => {
      const found = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      const form = await readForm(db, organization.id, found.agent.id);
      if (isForm) requireForm(form, { ...changes, consent });
      if (consent && consent !== form.consent_sentence)
        throw invalid({ consent: "The sentence is not the one that this agent's form shows now. Show the form again." });
      const conversation = found.conversation ?? (await openConversation(db, found.agent, actor, params.conversation_id));
      const place = { organizationId: organization.id, projectId: conversation.project_id };
      await holdConversation(db, organization.id, conversation.id);
      const known = await leadOfConversation(db, organization.id, conversation.id);
      const id = known ?? (await addLead(db, place, conversation));
      const before = await lockLead(db, place, id);
      const changed = await writeLead(db, place, before, changes);
      await db
        .updateTable("leads")
        .set({ last_seen_at: sql`now()`, ...(consent === undefined ? {} : consent ? given(consent) : before.consent ? withdrawn : {}) })
        .where("organization_id", "=", organization.id)
        .where("id", "=", id)
        .execute();
      if (consent !== undefined) changed.push("consent");
      const within = withinConversation(conversation);
      const change = known ? ("changed" as const) : ("created" as const);
      if (changed.length > 0) await tell({ name: "lead.receive", target: { type: "lead", id }, change, changed, within });
      return { ...changes, ...(consent === undefined ? {} : { consent }) };
    });
  },
});

/** Two calls at once are one lead. */
async function holdConversation(db: Db, organizationId: string, id: string): Promise<void> {
  await db
    .selectFrom("conversations")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

async function addLead(db: Db, place: LeadPlace, { id: conversationId, test }: { id: string; test: boolean }): Promise<string> {
  const id = newId("led");
  await db.insertInto("leads").values({ organization_id: place.organizationId, id, project_id: place.projectId, test }).execute();
  await db
    .insertInto("lead_conversations")
    .values({ organization_id: place.organizationId, conversation_id: conversationId, lead_id: id })
    .execute();
  return id;
}

const given = (sentence: string) => ({
  consent_sentence: sentence,
  consent_at: sql<string>`now()`,
  consent_withdrawn_at: null,
  version: sql<number>`version + 1`,
});
