import { z } from "zod";
import { displayName } from "#features/identity/contract/names.ts";

export const savedRepliesMax = 200;

const Text = z
  .string()
  .trim()
  .min(1, "Enter the text.")
  .max(4_000, "A saved reply has at most 4,000 characters.")
  .describe(
    "`{visitor_name}`, `{agent_name}`, `{my_name}` and `{project_name}` are filled where it is inserted; other words in braces are blanks to fill by hand.",
  );
const Shortcut = z
  .string()
  .trim()
  .overwrite((word) => word.normalize("NFC").toLowerCase().replace(/^\//, ""))
  .max(30, { error: "A shortcut has at most 30 characters.", abort: true })
  .refine((word) => /^[\p{L}\p{M}\p{N}_-]*$/u.test(word), "A shortcut is one word of letters, digits, hyphens and underscores.")
  .nullish()
  .transform((word) => word || null)
  .describe("By which it is found at once; null: none.");

export const CreateSavedReply = z.object({ name: displayName("A saved reply"), text: Text, shortcut: Shortcut });
export type CreateSavedReply = z.input<typeof CreateSavedReply>;

/** Fields that are left out stay as they are. */
export const UpdateSavedReply = z.object({
  name: displayName("A saved reply").optional(),
  text: Text.optional(),
  shortcut: z.union([z.undefined(), Shortcut]).optional(),
});
export type UpdateSavedReply = z.input<typeof UpdateSavedReply>;

export const SavedReply = z.object({
  id: z.string(),
  project_id: z.string(),
  name: z.string(),
  text: z.string(),
  shortcut: z.string().nullable(),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type SavedReply = z.output<typeof SavedReply>;
