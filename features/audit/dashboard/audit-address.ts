import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
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

/** Reads it, and changes parts of it. */
export function useAuditAddress() {
  const organizationId = useOrganizationId();
  const search = AuditSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (change: AuditSearch, { replace = true } = {}) =>
    void navigate({
      to: "/organizations/$organizationId/audit-log",
      params: { organizationId },
      search: { ...search, ...change },
      replace,
      resetScroll: false,
    });
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const clear = () =>
    go({ query: undefined, who: undefined, what: undefined, actor: undefined, target: undefined, from: undefined, to: undefined });
  return { search, go, isFiltered, clear };
}
