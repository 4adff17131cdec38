import { useCan } from "#browser/api/organization.ts";
import { ListHead } from "#browser/ui/list-head.tsx";
import { PhoneSort } from "#browser/ui/phone-sort.tsx";
import { useChoice } from "#browser/ui/use-choice.ts";
import { formatCount } from "#browser/ui/format.ts";
import { ApiKeySort, type ApiKey } from "../contract.ts";
import { ApiKeyTable } from "./api-key-table.tsx";
import { useApiKeysSearch } from "./api-keys-search-params.ts";
import { useApiKeyActions } from "./api-keys-query.ts";

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
      act: (count: number) => `Revoke ${formatCount(count, "key")}`,
      ask: (count: number) => `Revoke ${formatCount(count, "key")}?`,
      done: (count: number) => `${formatCount(count, "key is", "keys are")} revoked.`,
      partly: (done: number, all: number) => `${done} of ${all} were revoked.`,
    },
    nameOf: ({ name, hint }: ApiKey) => `${name} (…${hint})`,
    sentence: "Programs that use them are then refused. Revoked keys cannot be restored: a program that still needs access gets a new one.",
    act: ({ id }: ApiKey) => revoke(id),
    refresh,
  };
  return (
    <>
      <ListHead total={total} counted={(count) => formatCount(count, "key", "keys")} bulk={mayRevoke ? bulk : undefined}>
        <PhoneSort orders={orders} value={sort} onChange={(next) => onSort(ApiKeySort.parse(next))} />
      </ListHead>
      <ApiKeyTable keys={keys} sort={sort} onSort={onSort} choice={choice} />
    </>
  );
}

const orders: { value: ApiKeySort; label: string }[] = [
  { value: "-created_at", label: "Newest first" },
  { value: "created_at", label: "Oldest first" },
  { value: "name", label: "By name" },
  { value: "-last_used_at", label: "Recently used first" },
  { value: "last_used_at", label: "Least recently used first" },
  { value: "expires_at", label: "Expiring soon first" },
];
