import { sql } from "kysely";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { readIdentitySecret } from "#features/agents/server/identity-secret.ts";
import { AppError } from "#platform/errors.ts";
import { IdentifyVisitor } from "../../contract/visit.ts";
import { findVisitorConversation } from "../find-conversation.ts";
import { takeVisit } from "../visitor-limits.ts";
import { withinConversation } from "../within-conversation.ts";
import { verifyIdentity } from "./verify-identity.ts";

export const identifyVisitor = procedure({
  name: "conversation.identify",
  summary:
    "Says who the visitor is, by a JWT (HS256) that the website has signed with the agent's secret: `sub`, `aud` the agent's id, `exp` in at most 10 minutes, `name` and `email` if it likes. Kept with the conversation; before its first message nothing is kept, so say it then. What a later token does not say of name and email stays. 409 where the conversation is somebody else's by an earlier token.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: IdentifyVisitor,
  output: z.null(),
  status: 204,
  example: ({ conversation_id }) => ({
    params: { conversation_id },
    input: { token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyLTEifQ.c2lnbmF0dXJl" },
    refusal: 422,
  }),
  async run({ platform, organization, actor, params, request, transaction }, { token }) {
    await takeVisit(platform, "visit", request.ip, actor.agentId);
    const secret = await transaction(async ({ db }) => {
      await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      return readIdentitySecret(db, platform, organization.id, actor.agentId);
    }, "read");
    const { subject, name, email } = await verifyIdentity(token, secret, actor.agentId);
    await transaction(async ({ db, tell }) => {
      const { conversation } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!conversation) return;
      const known = { subject, identity_name: name, identity_email: email, identified_at: sql<string>`now()` };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("visits")
        .values({ organization_id: organization.id, conversation_id: conversation.id, project_id: conversation.project_id, ...known })
        .onConflict((at) =>
          at
            .columns(["organization_id", "conversation_id"])
            .doUpdateSet({
              ...known,
              identity_name: sql<string | null>`coalesce(excluded.identity_name, visits.identity_name)`,
              identity_email: sql<string | null>`coalesce(excluded.identity_email, visits.identity_email)`,
            })
            .where((where) => where.or([where("visits.subject", "is", null), where("visits.subject", "=", subject)])),
        )
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) throw new AppError("conflict", "This conversation is somebody else's. Begin another one.");
      const target = { type: "conversation", id: conversation.id };
      await tell({
        name: "conversation.identify",
        target,
        change: "changed",
        changed: ["visit"],
        within: withinConversation(conversation),
      });
    });
    return null;
  },
});
