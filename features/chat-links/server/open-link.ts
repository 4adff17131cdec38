import { operation } from "#access/operation.ts";
import { factColumns, statusAllows, statusOf, statusSentence } from "#access/status.ts";
import { comeBack } from "#features/conversations/server/come-back.ts";
import { proveEmail } from "#features/leads/server/prove-email.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import { ChatLink, OpenedChatLink } from "../contract.ts";
import { lockLink, markLink, organizationOfLink } from "./find-link.ts";

export const openLink = operation({
  name: "chat_link.open",
  summary:
    "Trades the secret of a link that was mailed to a visitor for a token of their conversation, once. Call it when a person asks for it: programs that look into mails open every link.",
  scope: "public",
  within: { organization: organizationOfLink },
  kind: "write",
  says: null,
  input: ChatLink,
  output: OpenedChatLink,
  secretAnswer: true,
  example: ({ chat_link_secret }) => ({ input: { secret: chat_link_secret } }),
  async run({ platform, organizationId, db, audit, tell }, { secret }) {
    audit(null);
    await requireAnswers(db, organizationId);
    const link = await lockLink(db, organizationId, secret);
    if (link.state !== "open") {
      const canRenew = link.state !== "moved" && platform.mail.mode !== "none";
      return { state: link.state === "spent" ? ("spent" as const) : ("expired" as const), can_renew: canRenew, website: link.origin };
    }
    await markLink(db, organizationId, secret, "spent_at");
    const { project_id, ...visit } = await comeBack(platform, db, { organization_id: organizationId, id: link.conversation_id });
    await proveEmail({ db, tell }, { organizationId, leadId: link.lead_id, conversation: { id: link.conversation_id, project_id } });
    return { state: "open" as const, ...visit };
  },
});

/** Else the link stays as it is, and works again once somebody answers. */
async function requireAnswers(db: Db, organizationId: string): Promise<void> {
  const facts = await db
    .selectFrom("organizations")
    .select([...factColumns])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const status = statusOf(facts);
  if (!statusAllows(status, "answer")) throw new AppError("status_forbids", statusSentence(status, "visitor"));
}
