import { useQuery } from "@tanstack/react-query";
import { Plus, SearchX } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useMe } from "#browser/api/session.ts";
import { useCurrentOrganizationId } from "#browser/api/use-current-organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { CardGrid } from "#browser/ui/card-grid.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { SkeletonCards } from "#browser/ui/skeleton.tsx";
import { useSettled } from "#browser/ui/use-settled.ts";
import type { OrganizationCard as Organization } from "../contract.ts";
import { NewOrganizationDialog } from "./new-organization-dialog.tsx";
import { OrganizationCard } from "./organization-card.tsx";
import { useOrganizationsAddress } from "./organizations-address.ts";
import { organizationsPerPage, organizationsQuery } from "./organizations-query.ts";

/** The organizations of the user, a page at a time; a click goes there. `menuOf`: the actions in a card's corner. */
export function OrganizationsPage({ menuOf }: { menuOf: (organization: Organization) => ReactNode }) {
  const address = useOrganizationsAddress();
  const page = address.page ?? 1;
  const [words, setWords] = useState(address.query ?? "");
  const query = useSettled(words.trim()) || undefined;
  const organizations = useQuery(organizationsQuery({ page, query }));
  const currentId = useCurrentOrganizationId();
  const all = useMe().organizations.length;

  function search(next: string) {
    setWords(next);
    address.go({ query: next.trim() || undefined, page: undefined }, { replace: true });
  }

  return (
    <Page
      title="Organizations"
      sentence={`You belong to ${formatCount(all, "organization")}. Choose where you want to work.`}
      actions={
        <>
          <SearchField label="Search organizations" value={words} onChange={search} />
          <Button look="primary" icon={Plus} onClick={address.open}>
            New organization
          </Button>
        </>
      }
    >
      <Loaded query={organizations} what="Your organizations" skeleton={<SkeletonCards />}>
        {({ data, total }) =>
          data.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title={total === 0 ? "No organization has this name" : "This page is past the end of the list"}
              action={<Button onClick={() => search("")}>Show all</Button>}
            >
              {total === 0 ? "Search for a part of a name." : `There are ${formatCount(total, "organization")}.`}
            </EmptyState>
          ) : (
            <>
              <CardGrid label="Organizations">
                {data.map((organization) => (
                  <OrganizationCard
                    key={organization.id}
                    organization={organization}
                    isCurrent={organization.id === currentId}
                    menu={menuOf(organization)}
                  />
                ))}
              </CardGrid>
              <Pager
                page={page}
                perPage={organizationsPerPage}
                total={total}
                onChange={(next) => address.go({ page: next > 1 ? next : undefined })}
              />
            </>
          )
        }
      </Loaded>
      <NewOrganizationDialog open={address.new === true} onClose={address.close} />
    </Page>
  );
}
