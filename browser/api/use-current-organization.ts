import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { goneQuery } from "./gone.ts";
import { useMe } from "./session.ts";

const key = "last_organization_id";

/**
 * The organization that the frame shows: the one in the address; on pages outside any, and where that one is closed to
 * the user, the one this tab was in last. null when the user is in none.
 */
export function useCurrentOrganizationId(): string | null {
  const { organizationId } = useParams({ strict: false });
  const me = useMe();
  const { data: gone } = useQuery(goneQuery(organizationId ?? ""));
  const isOpen = organizationId !== undefined && !gone;
  useEffect(() => {
    if (isOpen) sessionStorage.setItem(key, organizationId);
  }, [isOpen, organizationId]);
  return isOpen ? organizationId : lastOrganizationId(me, organizationId);
}

/** Where a visit without an organization in its address leads. */
export function lastOrganizationId(
  me: { organizations: { id: string }[]; last_organization_id: string | null },
  except?: string | undefined,
): string | null {
  const belongsTo = (id: string | null) => id !== except && me.organizations.some((organization) => organization.id === id);
  return [sessionStorage.getItem(key), me.last_organization_id, ...me.organizations.map(({ id }) => id)].find(belongsTo) ?? null;
}
