import type { OrganizationFacts } from "./status.ts";

/** An organization as the database's functions that authenticate answer it, beside the credential. */
export type OrganizationRow = {
  organization_id: string;
  organization_name: string;
  purge_at: Date | null;
  suspended_at: Date | null;
  suspended_reason: string | null;
  past_due_since: Date | null;
};

export function factsOfRow(row: OrganizationRow): OrganizationFacts {
  return {
    id: row.organization_id,
    name: row.organization_name,
    purge_at: iso(row.purge_at),
    suspended_at: iso(row.suspended_at),
    suspended_reason: row.suspended_reason,
    past_due_since: iso(row.past_due_since),
  };
}

function iso(date: Date | null): string | null {
  return date ? date.toISOString() : null;
}
