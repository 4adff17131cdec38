import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatCount } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Pager } from "#browser/ui/pager.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useSettled } from "#browser/ui/use-settled.ts";
import { ApiKeyList } from "./api-key-list.tsx";
import { useApiKeysAddress } from "./api-keys-address.ts";
import { apiKeysPerPage, apiKeysQuery } from "./api-keys-query.ts";
import { GenerateKeyDialog } from "./generate-key-dialog.tsx";

/** The organization's API keys, and a way to generate one. */
export function ApiKeysPage() {
  const organization = useOrganization();
  const may = useCan()("api_key:create");
  const whoMay = useWhoMay();
  const address = useApiKeysAddress();
  const page = address.page ?? 1;
  const [words, setWords] = useState(address.query ?? "");
  const query = useSettled(words.trim()) || undefined;
  const keys = useQuery(apiKeysQuery(organization.id, { page, query, sort: address.sort }));
  const total = keys.data?.total ?? 0;
  const isEmpty = total === 0 && query === undefined;
  const generate = may && (
    <Button look="primary" icon={Plus} onClick={address.open}>
      Generate New Key
    </Button>
  );

  function search(next: string) {
    setWords(next);
    address.go({ query: next.trim() || undefined, page: undefined }, { replace: true });
  }

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
      <Loaded query={keys} what="The API keys" permission="api_key:list" skeleton={<SkeletonRows />}>
        {({ data }) =>
          isEmpty ? (
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
                : whoMay("api_key:create", "generate keys for programs that work with this organization")}
            </EmptyState>
          ) : data.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title={total === 0 ? "No key matches this" : "This page is past the end of the list"}
              action={<Button onClick={() => search("")}>Show all</Button>}
            >
              {total === 0
                ? "The search covers the names of keys, the names of the people who created them, and the last four characters of each key."
                : `There are ${formatCount(total, "key")}.`}
            </EmptyState>
          ) : (
            <ApiKeyList keys={data} total={total} />
          )
        }
      </Loaded>
      <Pager page={page} perPage={apiKeysPerPage} total={total} onChange={(next) => address.go({ page: next > 1 ? next : undefined })} />
      {may && <GenerateKeyDialog open={address.new === true} onClose={address.close} onGenerated={address.takeOut} />}
    </Page>
  );
}
