import type { QueryClient } from "@tanstack/react-query";
import { notFound, redirect } from "@tanstack/react-router";
import { toast } from "sonner";
import { ApiError } from "#browser/api/api-error.ts";
import { tokenInHash } from "#features/identity/dashboard/invitation-token.ts";
import { ownAddress } from "#browser/api/own-address.ts";
import { goneQuery } from "#browser/api/gone.ts";
import { organizationQuery } from "#browser/api/organization.ts";
import { projectQuery, projectsQuery } from "#features/projects/dashboard/project.ts";
import { installationQuery, meQuery } from "#browser/api/session.ts";
import { lastOrganizationId } from "#browser/api/use-current-organization.ts";
import { t } from "../messages.ts";

type Visit = { context: { client: QueryClient }; location: { href: string } };
type Load<Params> = { context: { client: QueryClient }; params: Params; preload: boolean };

/** Nobody gets past this without a session, or before they are in an organization; the address is kept for later. */
export async function requireUser({ context, location }: Visit): Promise<void> {
  const me = await context.client.ensureQueryData(meQuery);
  if (me === null) throw redirect({ to: "/sign-in", search: { return_to: location.href } });
  if (me.waits_for !== undefined) throw redirect({ to: "/waiting", replace: true });
}

/** `/`: the last organization; for somebody who is signed out the way in, which is signing up only where nobody has an account. */
export async function leadHome({ context }: { context: { client: QueryClient } }): Promise<void> {
  const me = await context.client.ensureQueryData(meQuery);
  const organizationId = me && lastOrganizationId(me);
  if (organizationId) throw redirect({ to: "/organizations/$organizationId/projects", params: { organizationId }, replace: true });
  if (me) throw redirect({ to: me.waits_for === undefined ? "/organizations" : "/waiting", replace: true });
  const installation = await context.client.ensureQueryData(installationQuery).catch(() => null);
  throw redirect({ to: installation?.has_accounts === false ? "/sign-up" : "/sign-in", replace: true });
}

/** The pages to sign in and up are for those who are not. */
export async function leadAwayIfSignedIn({
  context,
  search,
  location,
}: {
  context: { client: QueryClient };
  search: { return_to?: string | undefined };
  location: { hash: string };
}): Promise<void> {
  const me = await context.client.ensureQueryData(meQuery).catch(() => null);
  const token = tokenInHash(location.hash);
  if (me && token) throw redirect({ to: "/invitations/$token", params: { token }, replace: true });
  if (me) throw redirect({ href: ownAddress(search.return_to), replace: true });
}

/**
 * Loads the organization of the address, beside what its pages load; from one that is not the user's it leads to the
 * last one that is, and says why.
 *
 * @param visit.preload whether the address is only pointed at
 */
export async function loadOrganization({ context, params, preload }: Load<{ organizationId: string }>): Promise<void> {
  try {
    await context.client.ensureQueryData(organizationQuery(params.organizationId));
    context.client.removeQueries({ queryKey: goneQuery(params.organizationId).queryKey });
  } catch (error) {
    if (preload || !(error instanceof ApiError)) throw error;
    if (error.code === "step_up_required")
      throw redirect({ to: "/second-factor-required", search: { organization: params.organizationId }, replace: true });
    if (error.status !== 404) throw error;
    const me = await context.client.fetchQuery(meQuery);
    const organizationId = me && lastOrganizationId(me, params.organizationId);
    toast.error(t("guards.notYours"), {
      duration: 12_000,
      id: "foreign-organization",
    });
    if (organizationId) throw redirect({ to: "/organizations/$organizationId/projects", params: { organizationId }, replace: true });
    throw redirect({ to: "/organizations", replace: true });
  }
}

/** Loads what the list of projects shows at first; what fails, the page says. */
export async function loadProjects({ context, params }: Load<{ organizationId: string }>): Promise<void> {
  await context.client.ensureQueryData(projectsQuery(params.organizationId)).catch(() => null);
}

/** Loads the project of the address. Where its organization is not the user's, that one's loader says so. */
export async function loadProject({ context, params }: Load<{ organizationId: string; projectId: string }>): Promise<void> {
  const { client } = context;
  const isOpen = client.ensureQueryData(organizationQuery(params.organizationId)).then(
    () => true,
    () => false,
  );
  try {
    await client.ensureQueryData(projectQuery(params.organizationId, params.projectId));
  } catch (error) {
    if (!(await isOpen)) return;
    if (error instanceof ApiError && error.status === 404) throw notFound();
    throw error;
  }
}
