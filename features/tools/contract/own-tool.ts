import { z } from "zod";

/** What an agent can do with the conversation itself. */
export const OwnTool = z.object({
  kind: z.literal(["hand_over", "end"]).describe("`hand_over`: asks the team for a person. `end`: closes the conversation."),
  when: z
    .string()
    .trim()
    .min(1, "Say when the agent is to use it.")
    .max(500, "When to use it is said in at most 500 characters.")
    .describe("When a model is to use it."),
});
export type OwnTool = z.output<typeof OwnTool>;
export type OwnKind = OwnTool["kind"];

/** When a model uses them, where nobody says otherwise. */
export const usualWhen: Record<OwnKind, string> = {
  hand_over:
    "When the visitor needs a person: they are angry or in distress, they complain, or what they want takes somebody of the team to decide.",
  end: "When the visitor says goodbye, or that they need nothing more.",
};
