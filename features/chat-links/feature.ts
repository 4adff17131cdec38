import type { Feature } from "#access/feature.ts";
import { findUnseen } from "./server/find-unseen.ts";
import { mailReplies } from "./server/mail-replies.ts";
import { replyMail } from "./server/mails.ts";
import { repliesByMail } from "./server/replies-by-mail.ts";
import { routes } from "./server/routes.ts";

/** How visitors come back: what people write reaches them by mail, with a link to their chat. */
export const chatLinks: Feature = {
  name: "chat-links",
  routes,
  jobs: [findUnseen, mailReplies],
  tables: {
    chat_links: { archive: "One-time links to chats, of which only hashes are kept.", counted: false },
  },
  mails: {
    replyMail: () =>
      ["We have it in blue as well.", null].map((quote) =>
        replyMail("ann@example.com", {
          organization: "Acme",
          agent: "Shop assistant",
          quote,
          url: "https://botcadence.example/chat#secret",
        }),
      ),
  },
  repliesByMail,
};
