import type { UseQueryResult } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { formatCount } from "#browser/ui/format.ts";
import type { Member } from "../contract.ts";
import { MemberList } from "./member-list.tsx";
import { useMembersSearch } from "./members-search-params.ts";
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
    <section aria-label="Members">
      {!isAlone && <SectionHead>Members</SectionHead>}
      <PagedList
        query={members}
        failure="The members could not be loaded."
        permission="member:list"
        counted={(count) => formatCount(count, "member")}
        page={search.page}
        onPage={(next) => go({ page: next })}
        empty={null}
        narrowed={{
          title: "Nobody matches this",
          sentence: "The search covers names and email addresses.",
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
                  title="You are the only one here"
                  action={
                    <Button icon={UserPlus} onClick={() => open({ dialog: "invite" })}>
                      Invite people
                    </Button>
                  }
                >
                  Invite those who work with you in {name}. They see its projects as soon as they join.
                </EmptyState>
              </div>
            )}
          </>
        )}
      </PagedList>
    </section>
  );
}
