import { sql } from "kysely";
import { procedure } from "#access/operation.ts";
import { readIdentitySecret } from "#features/agents/server/identity-secret.ts";
import { conflict } from "#platform/errors.ts";
import { IdentifiedVisitor, IdentifyVisitor } from "../../contract/identity.ts";
import { findVisitorConversation } from "../find-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";
import { withinConversation } from "../within-conversation.ts";
import { mintPass, readPass } from "./pass.ts";
import { readToken, refused } from "./read-token.ts";

export const identifyVisitor = procedure({
  name: "conversation.identify",
  summary:
    "Says who the visitor is, by a token that their website signed with the agent's secret (HS256; sub, aud, exp in ten minutes at most, name and email as it likes). A token that is refused changes nothing. It is kept with the conversation once something was said in it; 409 where that is another visitor's.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: IdentifyVisitor,
  output: IdentifiedVisitor,
  example: ({ conversation_id, visitor_pass }) => ({ params: { conversation_id }, input: { pass: visitor_pass } }),
  async run({ platform, organization, actor, params, request, transaction }, { token, pass }) {
    await takeVisit(platform, "identify", request.ip, actor.agentId);
    return transaction(async ({ db, tell }) => {
      const { conversation, agent } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (agent.identity_secret_id === null) throw refused("This agent has no secret for signed visitors.");
      const id = params.conversation_id;
      const secret = token === undefined ? null : await readIdentitySecret(db, platform, agent);
      const identity = token === undefined ? readPass(platform, id, pass!) : secret && readToken(token, { agentId: agent.id, secret });
      if (!identity) throw refused(token === undefined ? "The pass was made for another conversation." : "The agent needs a new secret.");
      const answer = { pass: mintPass(platform, id, identity), is_kept: conversation !== null };
      if (!conversation) return answer;
      const { subject: verified_subject, name: verified_name, email: verified_email } = identity;
      const said = { verified_subject, verified_name, verified_email };
      const before = await db
        .insertInto("visits")
        .values({ organization_id: organization.id, conversation_id: id, project_id: conversation.project_id })
        .onConflict((at) => at.columns(["organization_id", "conversation_id"]).doUpdateSet({ seen_at: sql`visits.seen_at` }))
        .returning(["verified_subject", "verified_name", "verified_email"])
        .executeTakeFirstOrThrow();
      if (before.verified_subject !== null && before.verified_subject !== verified_subject)
        throw conflict("This conversation is another visitor's. Start a new one.");
      if (JSON.stringify(before) === JSON.stringify(said)) return answer;
      await db
        .updateTable("visits")
        .set({ ...said, verified_at: new Date() })
        .where("organization_id", "=", organization.id)
        .where("conversation_id", "=", id)
        .execute();
      const target = { type: "conversation", id };
      await tell({
        name: "conversation.identify",
        target,
        change: "changed",
        changed: ["visit"],
        within: withinConversation(conversation),
      });
      return answer;
    });
  },
});
