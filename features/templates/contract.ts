import { z } from "zod";
import { Agent, CreateAgent } from "#features/agents/contract.ts";

/** What a project can begin with. */
export const TemplateName = z.enum(["support", "sales", "booking"]);
export type TemplateName = z.output<typeof TemplateName>;

export const CreateFromTemplate = z.object({ template: TemplateName, name: CreateAgent.shape.name });
export type CreateFromTemplate = z.input<typeof CreateFromTemplate>;

/** What was made; saved replies that the project has under the same name or shortcut are left as they are. */
export const CreatedFromTemplate = z.object({
  agent: Agent,
  saved_replies: z.array(z.string()).describe("The names of those that were added."),
});
