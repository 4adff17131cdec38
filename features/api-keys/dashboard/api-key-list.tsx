import { useCan } from "#browser/api/organization.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { PhoneSort } from "#browser/ui/phone-sort.tsx";
import { useChoice } from "#browser/ui/use-choice.ts";
import { ApiKeySort, type ApiKey } from "../contract.ts";
import { ApiKeyTable } from "./api-key-table.tsx";
import { useApiKeysSearch } from "./api-keys-search-params.ts";
import { useApiKeyActions } from "./api-keys-query.ts";
import { t } from "./messages.ts";

/** The keys of a page: how many there are, in which order, and several revoked at once. */
export function ApiKeyList({ keys, total }: { keys: readonly ApiKey[]; total: number }) {
  const mayRevoke = useCan()("api_key:delete");
  const {
    search: { sort },
    go,
  } = useApiKeysSearch();
  const { revoke, refresh } = useApiKeyActions();
  const choice = useChoice(keys, () => mayRevoke);
  const onSort = (next: ApiKeySort) => go({ sort: next, page: 1 });
  const bulk = {
    choice,
    says: {
      act: (count: number) => t("apiKeyList.revoke", { count }),
      ask: (count: number) => t("apiKeyList.revokeTitle", { count }),
      done: (count: number) => t("apiKeyList.revoked", { count }),
      partly: (done: number, all: number) => t("apiKeyList.partlyRevoked", { done, all }),
    },
    nameOf: ({ name, hint }: ApiKey) => `${name} (…${hint})`,
    sentence: t("apiKeyList.revokeSentence"),
    act: ({ id }: ApiKey) => revoke(id),
    refresh,
  };
  return (
    <>
      <ListHead total={total} counted={(count) => t("apiKeyList.counted", { count })} bulk={mayRevoke ? bulk : undefined}>
        <PhoneSort orders={orders} value={sort} onChange={(next) => onSort(ApiKeySort.parse(next))} />
      </ListHead>
      <ApiKeyTable keys={keys} sort={sort} onSort={onSort} choice={choice} />
    </>
  );
}

const orders: { value: ApiKeySort; label: string }[] = [
  { value: "-created_at", label: t("apiKeyList.newestFirst") },
  { value: "created_at", label: t("apiKeyList.oldestFirst") },
  { value: "name", label: t("apiKeyList.byName") },
  { value: "-last_used_at", label: t("apiKeyList.recentlyUsedFirst") },
  { value: "last_used_at", label: t("apiKeyList.leastRecentlyUsed") },
  { value: "expires_at", label: t("apiKeyList.expiringSoonFirst") },
];
