import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode } from "react";
import { useMe } from "#browser/api/session.ts";
import { useCurrentOrganizationId } from "#browser/api/use-current-organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { CardGrid } from "#browser/ui/card-grid.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { SkeletonCards } from "#browser/ui/skeleton.tsx";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import type { OrganizationCard as Organization } from "../contract.ts";
import { NewOrganizationDialog } from "./new-organization-dialog.tsx";
import { OrganizationCard } from "./organization-card.tsx";
import { useOrganizationsSearch } from "./organizations-search-params.ts";
import { organizationsQuery } from "./organizations-query.ts";

/** The organizations of the user, a page at a time; a click goes there. `menuOf`: the actions in a card's corner. */
export function OrganizationsPage({ menuOf }: { menuOf: (organization: Organization) => ReactNode }) {
  const { search: address, go, replace, open, close } = useOrganizationsSearch();
  const { page } = address;
  const { words, query, search } = useSearchWords(address.query, (next) => replace({ query: next, page: 1 }));
  const organizations = useQuery(organizationsQuery({ page, query }));
  const currentId = useCurrentOrganizationId();
  const all = useMe().organizations.length;

  return (
    <Page
      title="Organizations"
      sentence={`You belong to ${formatCount(all, "organization")}. Choose where you want to work.`}
      actions={
        <>
          <SearchField label="Search organizations" value={words} onChange={search} />
          <Button look="primary" icon={Plus} onClick={() => open({ new: true })}>
            New organization
          </Button>
        </>
      }
    >
      <PagedList
        query={organizations}
        failure="Your organizations could not be loaded."
        skeleton={<SkeletonCards />}
        counted={(count) => formatCount(count, "organization")}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={null}
        narrowed={{
          title: "No organization has this name",
          sentence: "Search for a part of a name.",
          onReset: () => search(""),
        }}
      >
        {({ data }) => (
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
        )}
      </PagedList>
      <NewOrganizationDialog open={address.new === true} onClose={() => close("new")} />
    </Page>
  );
}
