import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { lazy, Suspense } from "react";
import { meQuery } from "#browser/api/session.ts";
import { Column } from "#browser/ui/column.tsx";
import { ShellSkeleton } from "#dashboard/layout/shell-skeleton.tsx";
import { buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { t } from "../messages.ts";

const Shell = lazy(() => import("#dashboard/layout/shell.tsx").then((module) => ({ default: module.Shell })));

const title = t("notFoundPage.nothingHere");
const sentence = t("notFoundPage.nothingHereSentence");

/** An address that no route has: inside the frame for somebody who has one, and alone for anybody else. */
export function NotFoundPage() {
  const me = useQuery(meQuery);
  if (me.isPending) return <ShellSkeleton />;
  if (me.data && me.data.waits_for === undefined)
    return (
      <Suspense fallback={<ShellSkeleton />}>
        <Shell>
          <NotFoundInside />
        </Shell>
      </Suspense>
    );
  return (
    <Column title={title} sentence={sentence}>
      <Link to="/" className={buttonClasses({ look: "primary", size: "large", className: "w-full" })}>
        {me.data ? t("notFoundPage.continue") : t("notFoundPage.signIn")}
      </Link>
    </Column>
  );
}

/** The same within the frame, for an address below a page that there is; it leads to the nearest list. */
export function NotFoundInside() {
  const { organizationId } = useParams({ strict: false });
  return (
    <Page title={title}>
      <EmptyState
        icon={Compass}
        title={t("notFoundPage.nothingToShow")}
        action={
          organizationId === undefined ? (
            <Link to="/" className={buttonClasses({ look: "primary" })}>
              {t("notFoundPage.goToProjects")}
            </Link>
          ) : (
            <Link to="/organizations/$organizationId/projects" params={{ organizationId }} className={buttonClasses({ look: "primary" })}>
              {t("notFoundPage.allProjects")}
            </Link>
          )
        }
      >
        {sentence}
      </EmptyState>
    </Page>
  );
}

/** The same for a record of a project; `list` is where the others are. */
export function RecordNotFound({ name, list }: { name: string; list: { label: string; page: "agents" } }) {
  const { organizationId = "", projectId = "" } = useParams({ strict: false });
  return (
    <Page title={name}>
      <EmptyState
        icon={Compass}
        title={title}
        action={
          <Link
            to={`/organizations/$organizationId/projects/$projectId/${list.page}`}
            params={{ organizationId, projectId }}
            className={buttonClasses({ look: "primary" })}
          >
            {list.label}
          </Link>
        }
      >
        {sentence}
      </EmptyState>
    </Page>
  );
}
