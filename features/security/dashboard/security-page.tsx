import { useQuery } from "@tanstack/react-query";
import { useOrganization } from "#browser/api/organization.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { Security } from "../contract.ts";
import { t } from "./messages.ts";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { securityQuery } from "./security-query.ts";

/** How people and their keys get into the organization. */
export function SecurityPage() {
  const { id, name } = useOrganization();
  const security = useQuery(securityQuery(id));
  return (
    <Page title={t("securityPage.security")} sentence={t("securityPage.sentence", { name })}>
      <SettingsSection title={t("securityPage.secondFactor")} sentence={t("securityPage.secondFactorSentence")}>
        <Loaded query={security} failure={t("securityPage.failed")} permission="organization:security" skeleton={<SkeletonRows rows={3} />}>
          {(data) => (
            <>
              <OperatorNote security={data} />
              <SecondFactorForm security={data} />
            </>
          )}
        </Loaded>
      </SettingsSection>
    </Page>
  );
}

function OperatorNote({ security: { operator_second_factor_from: from } }: { security: Security }) {
  return from && <Banner className="mb-3">{t("securityPage.operator", { date: formatDate(from) })}</Banner>;
}
