import { t } from "./messages.ts";
/** What becomes of a membership that ends, and of what was made through it. */
export function WhatGoesWithMembers() {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5">
      <li>{t("whatGoesWithMembers.access")}</li>
      <li>{t("whatGoesWithMembers.keys")}</li>
      <li>{t("whatGoesWithMembers.invitations")}</li>
      <li>{t("whatGoesWithMembers.stays")}</li>
      <li>{t("whatGoesWithMembers.comeBack")}</li>
    </ul>
  );
}
