import { language } from "#browser/catalog.ts";
import { useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { membersQuery } from "./members-query.ts";
import { t } from "./messages.ts";
import { useOwnershipSearch } from "./ownership-search-params.ts";

/** The part of Organization Settings that says who the Owners are, and hands the ownership over. */
export function OwnershipSection() {
  const members = useQuery(membersQuery(useOrganizationId()));
  const may = useCan()("organization:transfer");
  const whoMay = useWhoMay();
  const { search, open, close } = useOwnershipSearch();
  return (
    <SettingsSection title={t("ownershipSection.ownership")} sentence={t("ownershipSection.sentence")}>
      <Loaded query={members} failure={t("ownershipSection.failed")} permission="member:list" skeleton={<SkeletonRows rows={1} />}>
        {({ data, total }) => (
          <Card className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 p-5">
            <span className="min-w-0">
              <span className="block [overflow-wrap:anywhere]">
                {ownersOf(data.filter(({ role }) => role === "owner").map(({ user }) => user.name))}
              </span>
              <span className="block text-sm text-soft">
                {!may && whoMay("organization:transfer", (roles) => t("ownershipSection.whoMay", { roles }))}
                {may && total === 1 && t("ownershipSection.nobodyElse")}
                {may && total > 1 && t("ownershipSection.explanation")}
              </span>
            </span>
            {may && total > 1 && <Button onClick={() => open({ dialog: "hand-over" })}>{t("ownershipSection.handOverOwnership")}</Button>}
          </Card>
        )}
      </Loaded>
      <HandOverDialog open={search.dialog === "hand-over" && may} onClose={() => close("dialog")} />
    </SettingsSection>
  );
}

function ownersOf(names: readonly string[]): string {
  return t("ownershipSection.owners", { count: names.length, names: new Intl.ListFormat(language).format(names) });
}
