import { z } from "zod";

/** The query of every list: `page` from 1, `per_page` 1–100. */
export const PageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
});

/** The answer of every list. */
export const Page = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), total: z.number(), page: z.number(), per_page: z.number() });
