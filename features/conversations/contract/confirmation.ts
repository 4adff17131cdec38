import { z } from "zod";

export const ConfirmationState = z.enum(["open", "sending", "sent", "failed", "declined", "expired"]);
export type ConfirmationState = z.output<typeof ConfirmationState>;

/** What an agent wants to do with one of its tools, and asks the visitor before. */
export const Confirmation = z.object({
  state: ConfirmationState,
  question: z.string().describe("As the company words it; empty: in words of the widget."),
  sent_to: z.string().describe("The host that it is sent to."),
  fields: z.array(z.object({ name: z.string(), value: z.string() })).describe("What is sent."),
  expires_at: z.string(),
});
export type Confirmation = z.output<typeof Confirmation>;

export const Confirm = z.object({
  message_id: z.string().max(60).describe("Of the agent's message that asks."),
  confirmed: z.boolean(),
});
export type Confirm = z.input<typeof Confirm>;

export const Confirmed = z.object({ state: ConfirmationState });
export type Confirmed = z.output<typeof Confirmed>;
