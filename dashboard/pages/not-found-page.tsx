import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { buttonClasses } from "#dashboard/ui/button.tsx";
import { EmptyState } from "#dashboard/ui/empty-state.tsx";

/** Nothing is at this address, or nothing that this user may know of. */
export function NotFoundPage() {
  return (
    <div className="mx-auto max-w-xl px-4 py-16">
      <title>Nothing here · Botcadence</title>
      <h1 className="sr-only">Nothing here</h1>
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        action={
          <Link to="/" className={buttonClasses({ look: "primary" })}>
            Go to your projects
          </Link>
        }
      >
        It may have been deleted or moved, or the address has a typing error.
      </EmptyState>
    </div>
  );
}
