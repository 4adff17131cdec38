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
import { formatCount } from "#browser/ui/format.ts";
import { ApiKeyList } from "./api-key-list.tsx";
import { useApiKeysSearch } from "./api-keys-search-params.ts";
import { apiKeysQuery } from "./api-keys-query.ts";
import { GenerateKeyDialog } from "./generate-key-dialog.tsx";

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
      Generate New Key
    </Button>
  );

  return (
    <Page
      title="API Keys"
      sentence={
        <>
          Programs use them to work with {organization.name}.{" "}
          <a href="/docs/api-keys" className="underline underline-offset-2">
            How keys work
          </a>
        </>
      }
      actions={
        keys.data && (
          <>
            {!isEmpty && <SearchField label="Search API keys" value={words} onChange={search} />}
            {generate}
          </>
        )
      }
    >
      <PagedList
        query={keys}
        failure="The API keys could not be loaded."
        permission="api_key:list"
        counted={(count) => formatCount(count, "key")}
        page={page}
        onPage={(next) => go({ page: next })}
        empty={
          <EmptyState
            icon={KeyRound}
            title="No API key yet"
            action={
              <a href="/docs/api-introduction" className={buttonClasses()}>
                API introduction
              </a>
            }
          >
            {may
              ? "With a key, a program of yours can do over the API what you do here: add documents, read conversations, manage projects. It can do only what you tick."
              : whoMay("api_key:create", (roles) => `${roles} generate keys for programs that work with this organization.`)}
          </EmptyState>
        }
        narrowed={
          query !== undefined && {
            title: "No key matches this",
            sentence:
              "The search covers the names of keys, the names of the people who created them, and the last four characters of each key.",
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
