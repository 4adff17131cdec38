import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { actorTypes } from "../contract.ts";

const words = z.coerce.string().optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What the page's address says: which entries are shown. `from` and `to` are days where the reader is, both included. */
export const AuditSearch = z.object({
  query: words,
  who: z.enum(actorTypes).optional().catch(undefined),
  what: z
    .string()
    .regex(/^[a-z_]+$/)
    .optional()
    .catch(undefined),
  actor: words,
  target: words,
  from: day,
  to: day,
});
export type AuditSearch = z.output<typeof AuditSearch>;

export function useAuditSearch() {
  const params = useSearchParams(AuditSearch, {});
  return { ...params, isFiltered: Object.keys(params.search).length > 0, clear: () => params.replace(noFilter) };
}

const noFilter = { query: undefined, who: undefined, what: undefined, actor: undefined, target: undefined, from: undefined, to: undefined };
