import { z } from "zod";

/** A field that is left empty is none. */
export const orNone = <Result>(schema: z.ZodType<Result, string | null>) =>
  z
    .string()
    .trim()
    .transform((text) => text || null)
    .pipe(schema);
