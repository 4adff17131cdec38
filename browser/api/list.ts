import { z } from "zod";

/** The answer of every list: `{data, total, page, per_page}`. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), total: z.number(), page: z.number(), per_page: z.number() });
