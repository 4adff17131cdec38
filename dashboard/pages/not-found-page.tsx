import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Column } from "#dashboard/layout/column.tsx";
import { buttonClasses } from "#dashboard/ui/button.tsx";
import { EmptyState } from "#dashboard/ui/empty-state.tsx";
import { Page } from "#dashboard/ui/page.tsx";

const title = "There is nothing at this address";
const sentence = "It may have been deleted or moved, or the address has a typing error.";

/** Nothing is at this address, or nothing that this user may know of. */
export function NotFoundPage() {
  return (
    <Column title={title} sentence={sentence}>
      <Link to="/" className={buttonClasses({ look: "primary", size: "large", className: "w-full" })}>
        Go to your projects
      </Link>
    </Column>
  );
}

/** The same for a record of a project, within the project's frame. */
export function RecordNotFound({ name }: { name: string }) {
  return (
    <Page title={name}>
      <EmptyState icon={Compass} title={title}>
        {sentence}
      </EmptyState>
    </Page>
  );
}
