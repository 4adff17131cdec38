import { z } from "zod";

const sinceSecondsMax = 60;

/** `since_seconds`: without a `Last-Event-ID` it begins with what happened so long before. */
export const FollowEvents = z.object({
  since_seconds: z.coerce.number().int().min(0).max(sinceSecondsMax).default(0),
});

/** What an event says, beside its name: ids, and which fields are no longer what they were. */
export const LiveEventData = z.object({
  id: z.string(),
  project_id: z.string().optional(),
  conversation_id: z.string().optional(),
  changed: z.array(z.string()),
  by: z.enum(["visitor", "person"]).optional().describe("Who is typing, of `conversation.typing`."),
});
export type LiveEventData = z.infer<typeof LiveEventData>;
