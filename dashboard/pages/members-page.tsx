import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { InvitationsSection } from "#features/invitations/dashboard/invitations-section.tsx";
import { InviteDialog } from "#features/invitations/dashboard/invite/invite-dialog.tsx";
import { firstPages, useMembersSearch } from "#features/members/dashboard/members-search-params.ts";
import { MembersFilter } from "#features/members/dashboard/members-filter.tsx";
import { invitationsQuery } from "#features/invitations/dashboard/invitations-query.ts";
import { membersQuery } from "#features/members/dashboard/members-query.ts";
import { MembersSection } from "#features/members/dashboard/members-section.tsx";
import { SeatsLeft } from "#features/invitations/dashboard/seats-left.tsx";
import { t } from "./messages.ts";

/** Who works in the organization and as what, and who is asked to. */
export function MembersPage() {
  const organization = useOrganization();
  const { search: address, go, replace, open, close } = useMembersSearch();
  const { show = "all", role, sort } = address;
  const { words, query, search } = useSearchWords(address.query, (next) => replace({ query: next, ...firstPages }));
  const members = useQuery(membersQuery(organization.id, { page: address.page, query, role, sort }));
  const invitations = useQuery(invitationsQuery(organization.id, { page: address.invitations_page, query, role }));
  const mayInvite = useCan()("member:invite");
  const whoMay = useWhoMay();
  const isFiltered = query !== undefined || role !== undefined;

  function showAll() {
    search("");
    go({ query: undefined, role: undefined, ...firstPages });
  }

  return (
    <Page
      title={t("membersPage.teamMembers")}
      sentence={
        <>
          {!isFiltered && members.data
            ? t("membersPage.sentence", { count: members.data.total, name: organization.name })
            : t("membersPage.sentenceLoading")}{" "}
          {mayInvite && <SeatsLeft />}
          {!mayInvite && whoMay("member:invite", (roles) => t("membersPage.whoMay", { roles }))}
        </>
      }
      actions={
        mayInvite && (
          <Button look="primary" icon={UserPlus} onClick={() => open({ dialog: "invite" })}>
            {t("membersPage.newInvitation")}
          </Button>
        )
      }
    >
      <Tabs
        label={t("membersPage.filter")}
        tabs={[
          { value: "all", label: t("membersPage.all") },
          { value: "members", label: t("membersPage.members"), count: members.data?.total },
          { value: "invitations", label: t("membersPage.invitations"), count: invitations.data?.total },
        ]}
        value={show}
        onChange={(next) => go({ show: next === "all" ? undefined : next, ...firstPages })}
      >
        <MembersFilter
          words={words}
          onSearch={search}
          role={role}
          onRole={(next) => go({ role: next, ...firstPages })}
          sort={show === "invitations" ? null : sort}
          onSort={(next) => go({ sort: next, ...firstPages })}
        />
        {show !== "members" && (
          <InvitationsSection invitations={invitations} isAlone={show === "invitations"} isFiltered={isFiltered} onShowAll={showAll} />
        )}
        {show !== "invitations" && (
          <MembersSection
            members={members}
            isAlone={show === "members" || !invitations.data?.total}
            isEverybody={!isFiltered && invitations.data?.total === 0}
            onShowAll={showAll}
          />
        )}
      </Tabs>
      {mayInvite && <InviteDialog open={address.dialog === "invite"} onClose={() => close("dialog")} />}
    </Page>
  );
}
