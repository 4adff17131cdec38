import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { seatsQuery } from "./invitations-query.ts";
import { t } from "./messages.ts";

/** How many more people can be invited, shown to the inviter, where there is a limit. */
export function SeatsLeft() {
  const { data: installation } = useQuery(installationQuery);
  const isLimited = installation !== undefined && installation.billing !== "off";
  const { data } = useQuery({ ...seatsQuery(useOrganizationId()), enabled: isLimited });
  if (!isLimited || !data || data.left === null) return null;
  return data.left === 0 ? t("seatsLeft.none") : t("seatsLeft.left", { count: data.left });
}
