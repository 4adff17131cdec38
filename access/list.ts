import { z } from "zod";

/** The query of every list: `page` from 1, `per_page` 1–100. */
export const PageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
});

/** The answer of every list. */
export const Page = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), total: z.number(), page: z.number(), per_page: z.number() });

/** The ids on a page of a list that is read as a whole. */
export function idsOnPage(all: readonly { id: string }[], { page, per_page }: { page: number; per_page: number }): string[] {
  return all.slice((page - 1) * per_page, page * per_page).map(({ id }) => id);
}

/** Rows in the order of their ids. */
export function inOrderOf<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const place = new Map(ids.map((id, index) => [id, index]));
  return rows.toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
}
