import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, SearchX } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useCurrentOrganizationId } from "#dashboard/layout/use-current-organization.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { EmptyState } from "#dashboard/ui/empty-state.tsx";
import { Loaded } from "#dashboard/ui/loaded.tsx";
import { Page } from "#dashboard/ui/page.tsx";
import { SearchField } from "#dashboard/ui/search-field.tsx";
import { SkeletonCards } from "#dashboard/ui/skeleton.tsx";
import { NewOrganizationDialog } from "./new-organization-dialog.tsx";
import type { OrganizationCard as Organization } from "../contract.ts";
import { OrganizationCard } from "./organization-card.tsx";
import { organizationsQuery } from "./organizations-query.ts";

/** Every organization of the user; a click goes there. `menuOf`: the actions in a card's corner. */
export function OrganizationsPage({ menuOf }: { menuOf: (organization: Organization) => ReactNode }) {
  const organizations = useQuery(organizationsQuery);
  const currentId = useCurrentOrganizationId();
  const [words, setWords] = useState("");
  const isNew = useSearch({ strict: false }).new === true;
  const navigate = useNavigate();
  const openDialog = (open: boolean) => void navigate({ to: "/organizations", search: { new: open || undefined }, replace: !open });

  return (
    <Page
      title="Organizations"
      sentence="Everything you work on lives in an organization. Choose where you want to be."
      actions={
        <>
          <SearchField label="Search organizations" value={words} onChange={setWords} />
          <Button look="primary" icon={Plus} onClick={() => openDialog(true)}>
            New organization
          </Button>
        </>
      }
    >
      <Loaded query={organizations} what="Your organizations" skeleton={<SkeletonCards />}>
        {(all) => {
          const found = all.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
          if (found.length === 0) {
            return (
              <EmptyState
                icon={SearchX}
                title="No organization has this name"
                action={<Button onClick={() => setWords("")}>Show all</Button>}
              >
                You belong to {all.length}. Search for a part of a name.
              </EmptyState>
            );
          }
          return (
            <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
              {found.map((organization) => (
                <OrganizationCard
                  key={organization.id}
                  organization={organization}
                  isCurrent={organization.id === currentId}
                  menu={menuOf(organization)}
                />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <NewOrganizationDialog open={isNew} onClose={() => openDialog(false)} />
    </Page>
  );
}
