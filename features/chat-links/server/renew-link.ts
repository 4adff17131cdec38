import { z } from "zod";
import { operation } from "#access/operation.ts";
import { AppError, conflict } from "#platform/errors.ts";
import { ChatLink } from "../contract.ts";
import { countLinks, lockLink, organizationOfLink } from "./find-link.ts";
import { mailReplies } from "./mail-replies.ts";

/** A conversation has no more of them within a day. */
const perDay = 5;

export const renewLink = operation({
  name: "chat_link.renew",
  summary: "Mails a new link to the address to which an earlier one went, where that was used or is too old.",
  scope: "public",
  within: { organization: organizationOfLink },
  kind: "write",
  says: null,
  input: ChatLink,
  output: z.null(),
  status: 202,
  example: ({ spent_chat_link_secret }) => ({ input: { secret: spent_chat_link_secret } }),
  async run({ platform, organizationId, db, audit, send }, { secret }) {
    audit(null);
    if (platform.mail.mode === "none") throw conflict("This installation sends no mail. Go back to the website where you had the chat.");
    const { state, conversation_id } = await lockLink(db, organizationId, secret);
    if (state === "open") throw conflict("This link still works. Open it.");
    if (state === "moved") throw conflict("This link leads nowhere. Go back to the website where you had the chat.");
    if (platform.limits.on && (await countLinks(db, organizationId, conversation_id)) >= perDay)
      throw new AppError("too_many", "Enough links were mailed today. Look into your mailbox, or try again tomorrow.");
    await send(mailReplies, { conversation_id, asked_for: true });
    return null;
  },
});
