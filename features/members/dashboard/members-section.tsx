import type { UseQueryResult } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import type { Member } from "../contract.ts";
import { MemberList } from "./member-list.tsx";
import { useMembersSearch } from "./members-search-params.ts";
import { t } from "./messages.ts";
import { SectionHead } from "./section-head.tsx";

/** The members that were asked for, a page at a time. */
export function MembersSection({
  members,
  isAlone,
  isEverybody,
  onShowAll,
}: {
  members: UseQueryResult<{ data: Member[]; total: number; per_page: number }>;
  /** Nothing is above it. */
  isAlone: boolean;
  /** Nothing is filtered, and nobody is invited. */
  isEverybody: boolean;
  onShowAll: () => void;
}) {
  const { name } = useOrganization();
  const { search, go, open } = useMembersSearch();
  const mayInvite = useCan()("member:invite");
  return (
    <section aria-label={t("membersSection.members")}>
      {!isAlone && <SectionHead>{t("membersSection.members")}</SectionHead>}
      <PagedList
        query={members}
        failure={t("membersSection.failed")}
        permission="member:list"
        counted={(count) => t("membersSection.counted", { count })}
        page={search.page}
        onPage={(next) => go({ page: next })}
        empty={null}
        narrowed={{
          title: t("membersSection.noMatch"),
          sentence: t("membersSection.noMatchSentence"),
          onReset: onShowAll,
        }}
      >
        {({ data, total }) => (
          <>
            <MemberList members={data} total={total} />
            {total === 1 && isEverybody && mayInvite && (
              <div className="mt-4">
                <EmptyState
                  icon={Users}
                  title={t("membersSection.alone")}
                  action={
                    <Button icon={UserPlus} onClick={() => open({ dialog: "invite" })}>
                      {t("membersSection.invitePeople")}
                    </Button>
                  }
                >
                  {t("membersSection.aloneSentence", { name })}
                </EmptyState>
              </div>
            )}
          </>
        )}
      </PagedList>
    </section>
  );
}
