import { z } from "zod";

/** A passage that an answer rests on; `text` is what was quoted. Where the answer's text says [1], it means the first. */
export const Citation = z.object({ title: z.string(), url: z.string().nullable(), source_id: z.string(), text: z.string() });
export type Citation = z.output<typeof Citation>;
