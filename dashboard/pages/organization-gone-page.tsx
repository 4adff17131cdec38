import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DoorClosed } from "lucide-react";
import { useEffect, useRef } from "react";
import { goneQuery, type Gone } from "#browser/api/gone.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useMe } from "#browser/api/session.ts";
import { lastOrganizationId } from "#browser/api/use-current-organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { t } from "../messages.ts";

/** The organization closed to the user while the tab showed it: what happened, and where to continue. */
export function OrganizationGonePage({ gone: { name, writeLost } }: { gone: Gone }) {
  const organizationId = useOrganizationId();
  const me = useMe();
  const next = me.organizations.find(({ id }) => id === lastOrganizationId(me, organizationId));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useForget(organizationId);

  return (
    <div className="mx-auto flex max-w-xl flex-col items-center px-6 py-16 text-center">
      <title>{t("organizationGonePage.documentTitle")}</title>
      <DoorClosed aria-hidden className="size-7 text-soft" strokeWidth={1.5} />
      <h1 ref={heading} tabIndex={-1} className="mt-2 text-xl font-semibold outline-none">
        {t("organizationGonePage.title")}
      </h1>
      <p className="mt-1.5 max-w-96 wrap-anywhere text-soft">
        {[
          name === null ? t("organizationGonePage.removedUnnamed") : t("organizationGonePage.removed", { name }),
          writeLost && t("organizationGonePage.writeLost"),
          t("organizationGonePage.askOwners"),
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
      <div className="mt-5 flex max-w-full flex-wrap justify-center gap-2">
        {next && (
          <Link
            to="/organizations/$organizationId/projects"
            params={{ organizationId: next.id }}
            className={buttonClasses({ look: "primary", className: "max-w-full" })}
          >
            <span className="truncate">{t("organizationGonePage.goToName", { name: next.name })}</span>
          </Link>
        )}
        <Link to="/organizations" className={buttonClasses({})}>
          {t("organizationGonePage.all")}
        </Link>
      </div>
    </div>
  );
}

/** What was read of it is forgotten, so that no way back shows it. */
function useForget(organizationId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const kept = goneQuery(organizationId).queryKey.join();
    client.removeQueries({ queryKey: [organizationId], predicate: ({ queryKey }) => queryKey.join() !== kept });
  }, [client, organizationId]);
}
