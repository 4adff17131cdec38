import type { ReactNode } from "react";
import { useOrganizationName } from "#browser/api/organization.ts";
import { useTitleCount } from "./title-count.ts";

/**
 * A page: its name, a sentence that says what it is for or its state, its actions at the top right, its content.
 * On a phone the actions are below the sentence; a `menu` stays beside the name.
 */
export function Page({
  title,
  sentence,
  actions,
  menu,
  children,
}: {
  title: string;
  sentence?: ReactNode;
  actions?: ReactNode;
  menu?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <PageTitle title={title} />
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-56">
          <h1 dir="auto" className="text-left text-xl font-semibold tracking-[-0.01em] break-words">
            {title}
          </h1>
          {sentence && <p className="text-soft">{sentence}</p>}
        </div>
        {menu}
        {actions && <div className="flex w-full flex-wrap items-center gap-2 empty:hidden sm:w-auto">{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** What the browser calls the page, in its tab and in the history; before it the number of what waits, if anything does. */
export function PageTitle({ title }: { title: string }) {
  const organization = useOrganizationName();
  const count = useTitleCount();
  return (
    <title>{(count === 0 ? "" : `(${count}) `) + [title, organization, "Botcadence"].filter((part) => part !== null).join(" · ")}</title>
  );
}
