import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { ApiKeyList } from "./api-key-list.tsx";
import { useApiKeysSearch } from "./api-keys-search-params.ts";
import { apiKeysQuery } from "./api-keys-query.ts";
import { GenerateKeyDialog } from "./generate-key-dialog.tsx";
import { t } from "./messages.ts";

/** The organization's API keys, and a way to generate one. */
export function ApiKeysPage() {
  const organization = useOrganization();
  const may = useCan()("api_key:create");
  const whoMay = useWhoMay();
  const { search: address, go, replace, open, close } = useApiKeysSearch();
  const { page, sort } = address;
  const { words, query, search } = useSearchWords(address.query, (next) => replace({ query: next, page: 1 }));
  const keys = useQuery(apiKeysQuery(organization.id, { page, query, sort }));
  const isEmpty = keys.data?.total === 0 && query === undefined;
  const generate = may && (
    <Button look="primary" icon={Plus} onClick={() => open({ new: true })}>
      {t("apiKeysPage.generateNewKey")}
    </Button>
  );

  return (
    <Page
      title={t("apiKeysPage.apiKeys")}
      sentence={
        <>
          {t.rich("apiKeysPage.sentence", {
            organization: organization.name,
            docs: (text) => (
              <a href="/docs/api-keys" className="underline underline-offset-2">
                {text}
              </a>
            ),
          })}
        </>
      }
      actions={
        keys.data && (
          <>
            {!isEmpty && <SearchField label={t("apiKeysPage.searchApiKeys")} value={words} onChange={search} />}
            {generate}
          </>
        )
      }
    >
      <PagedList
        query={keys}
        failure={t("apiKeysPage.failed")}
        permission="api_key:list"
        counted={(count) => t("apiKeysPage.counted", { count })}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={
          <EmptyState
            icon={KeyRound}
            title={t("apiKeysPage.none")}
            action={
              <a href="/docs/api-introduction" className={buttonClasses()}>
                {t("apiKeysPage.apiIntroduction")}
              </a>
            }
          >
            {may ? t("apiKeysPage.noneSentence") : whoMay("api_key:create", (roles) => t("apiKeysPage.whoMay", { roles }))}
          </EmptyState>
        }
        narrowed={
          query !== undefined && {
            title: t("apiKeysPage.noMatch"),
            sentence: t("apiKeysPage.noMatchSentence"),
            onReset: () => search(""),
          }
        }
      >
        {({ data, total }) => <ApiKeyList keys={data} total={total} />}
      </PagedList>
      {may && (
        <GenerateKeyDialog open={address.new === true} onClose={() => close("new")} onGenerated={() => replace({ new: undefined })} />
      )}
    </Page>
  );
}
