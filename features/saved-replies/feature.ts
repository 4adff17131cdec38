import type { Feature } from "#access/feature.ts";
import { createSavedReply } from "./server/create-saved-reply.ts";
import { routes } from "./server/routes.ts";

/** What a project's team writes to visitors again and again. */
export const savedReplies: Feature = {
  name: "saved-replies",
  routes,
  nouns: [{ name: "saved_reply", label: "Saved replies" }],
  follows: { saved_reply: "conversation:reply" },
  tables: {
    saved_replies: {
      archive: {
        name: "saved_replies",
        what: "A text that the team inserts into replies.",
        columns: ["id", "project_id", "name", "text", "shortcut", "version", "created_at", "updated_at"],
      },
      counted: true,
    },
  },
  sample: async (perform, world) => {
    const input = { name: "Opening hours", text: "We are here until five, {visitor_name}.", shortcut: "hours" };
    const { id } = await perform<{ id: string }>(createSavedReply, { ...createSavedReply.example(world), input });
    return { saved_reply_id: id };
  },
};
