import { useQuery } from "@tanstack/react-query";
import { Phone, Plus } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { t } from "./messages.ts";
import { PhoneNumberDialog } from "./phone-number-dialog.tsx";
import { PhoneNumberTable } from "./phone-number-table.tsx";
import { phoneNumbersQuery } from "./phone-numbers-query.ts";

/** The phone numbers on the settings page: all of them, and a way to add one for those who can. */
export function PhoneNumbersSection() {
  const organizationId = useOrganizationId();
  const query = useQuery(phoneNumbersQuery(organizationId));
  const can = useCan();
  const whoMay = useWhoMay();
  const [isAdding, setAdding] = useState(false);
  const mayAdd = can("phone_number:create");
  return (
    <SettingsSection title={t("phoneNumbersSection.phoneNumbers")} sentence={t("phoneNumbersSection.sentence")}>
      <Loaded query={query} failure={t("phoneNumbersSection.failed")} skeleton={<SkeletonRows rows={2} />}>
        {(numbers) => (
          <>
            {numbers.length === 0 ? (
              <EmptyState icon={Phone} title={t("phoneNumbersSection.none")}>
                {mayAdd
                  ? t("phoneNumbersSection.noneSentence")
                  : whoMay("phone_number:create", (roles) => t("phoneNumbersSection.whoMayAdd", { roles }))}
              </EmptyState>
            ) : (
              <PhoneNumberTable numbers={numbers} />
            )}
            {/* The same button below either: it is not exchanged under the hand, and keeps the focus when the first number is there. */}
            <div className="mt-3">
              {mayAdd ? (
                <Button icon={Plus} onClick={() => setAdding(true)}>
                  {t("phoneNumbersSection.addPhoneNumber")}
                </Button>
              ) : (
                numbers.length > 0 && (
                  <p className="text-sm text-soft">
                    {whoMay("phone_number:update", (roles) => t("phoneNumbersSection.whoMayChange", { roles }))}
                  </p>
                )
              )}
            </div>
          </>
        )}
      </Loaded>
      <PhoneNumberDialog open={isAdding} onClose={() => setAdding(false)} number={null} />
    </SettingsSection>
  );
}
