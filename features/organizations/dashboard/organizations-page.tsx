import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode } from "react";
import { useMe } from "#browser/api/session.ts";
import { useCurrentOrganizationId } from "#browser/api/use-current-organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { CardGrid } from "#browser/ui/card-grid.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { SkeletonCards } from "#browser/ui/skeleton.tsx";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import type { OrganizationCard as Organization } from "../contract.ts";
import { t } from "./messages.ts";
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
      title={t("organizationsPage.organizations")}
      sentence={t("organizationsPage.belongTo", { count: all })}
      actions={
        <>
          <SearchField label={t("organizationsPage.searchOrganizations")} value={words} onChange={search} />
          <Button look="primary" icon={Plus} onClick={() => open({ new: true })}>
            {t("organizationsPage.newOrganization")}
          </Button>
        </>
      }
    >
      <PagedList
        query={organizations}
        failure={t("organizationsPage.failed")}
        skeleton={<SkeletonCards />}
        counted={(count) => t("organizationsPage.counted", { count })}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={null}
        narrowed={{
          title: t("organizationsPage.noMatch"),
          sentence: t("organizationsPage.noMatchSentence"),
          onReset: () => search(""),
        }}
      >
        {({ data }) => (
          <CardGrid label={t("organizationsPage.organizations")}>
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
