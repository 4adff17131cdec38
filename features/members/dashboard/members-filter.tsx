import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { PhoneSort } from "#browser/ui/phone-sort.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { rolesQuery, useRoles } from "./roles/roles.ts";
import { MemberSort } from "../contract.ts";
import { t } from "./messages.ts";

/** Looks for people by words and role. Where the list has no heads to click on, it is sorted here. */
export function MembersFilter({
  words,
  onSearch,
  role,
  onRole,
  sort,
  onSort,
}: {
  words: string;
  onSearch: (words: string) => void;
  role: string | undefined;
  onRole: (role: string | undefined) => void;
  /** Null where there is nothing to sort. */
  sort: MemberSort | null;
  onSort: (sort: MemberSort) => void;
}) {
  const roles = useRoles();
  const { isSuccess } = useQuery(rolesQuery(useOrganizationId()));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <SearchField label={t("membersFilter.search")} value={words} onChange={onSearch} className="max-sm:basis-full sm:w-64" />
      <Select
        aria-label={t("membersFilter.roleToShow")}
        className="w-auto min-w-32 max-sm:flex-1"
        options={[
          { value: everyRole, label: t("membersFilter.allRoles") },
          ...roles.map(({ id, name }) => ({ value: id, label: name })),
          ...(role === undefined || roles.some(({ id }) => id === role)
            ? []
            : [{ value: role, label: isSuccess ? t("membersFilter.aDeletedRole") : t("membersFilter.anotherRole") }]),
        ]}
        value={role ?? everyRole}
        onChange={(next) => onRole(next === everyRole ? undefined : next)}
      />
      {sort !== null && <PhoneSort orders={orders} value={sort} onChange={(next) => onSort(MemberSort.parse(next))} />}
    </div>
  );
}

const everyRole = "every role";

const orders: { value: MemberSort; label: string }[] = [
  { value: "role", label: t("membersFilter.byRole") },
  { value: "name", label: t("membersFilter.byName") },
  { value: "-last_active_at", label: t("membersFilter.recentlyActiveFirst") },
  { value: "last_active_at", label: t("membersFilter.longAgoFirst") },
  { value: "-joined_at", label: t("membersFilter.newestFirst") },
  { value: "joined_at", label: t("membersFilter.oldestFirst") },
];
