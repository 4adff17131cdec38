import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useMe } from "#dashboard/api/session.ts";

const key = "last_organization_id";

/**
 * The organization that the frame shows: the one in the address; on pages outside any, the one this tab was in last.
 * null when the user is in none.
 */
export function useCurrentOrganizationId(): string | null {
  const { organizationId } = useParams({ strict: false });
  const me = useMe();
  useEffect(() => {
    if (organizationId !== undefined) sessionStorage.setItem(key, organizationId);
  }, [organizationId]);
  return organizationId ?? lastOrganizationId(me);
}

/** Where a visit without an organization in its address leads. */
export function lastOrganizationId(
  me: { organizations: { id: string }[]; last_organization_id: string | null },
  except?: string,
): string | null {
  const belongsTo = (id: string | null) => id !== except && me.organizations.some((organization) => organization.id === id);
  return [sessionStorage.getItem(key), me.last_organization_id, ...me.organizations.map(({ id }) => id)].find(belongsTo) ?? null;
}
