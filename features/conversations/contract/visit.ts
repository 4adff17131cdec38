import { z } from "zod";

const addressLengthMax = 500;
const languageLengthMax = 35;

/** An address of a page without what is behind `?` and `#`, which may hold what nobody else is to read. Null for what is none. */
const PageAddress = z
  .string()
  .max(4_000)
  .transform((text) => {
    const url = URL.parse(text);
    if (!url || !/^https?:$/.test(url.protocol)) return null;
    return `${url.origin}${url.pathname}`.slice(0, addressLengthMax).toWellFormed();
  });

export const IdentifyVisitor = z.object({
  token: z.string().min(1, "A token is missing.").max(4_000, "A token has at most 4,000 characters."),
});

/** What a widget tells of the page that it is on. `browser_id`: one that it keeps for its website, by which it is known again. */
export const TellVisit = z.object({
  page: PageAddress.optional(),
  referrer: PageAddress.optional(),
  language: z.string().max(languageLengthMax).optional(),
  browser_id: z
    .string()
    .regex(/^[\w-]{16,64}$/, "An id has 16 to 64 letters, digits, - or _.")
    .optional(),
});
