import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { installationQuery } from "#browser/api/session.ts";
import { formatCount } from "#browser/ui/format.ts";
import { seatsQuery } from "./invitations-query.ts";

/** How many more people may be invited, said to whoever invites, where there is a limit. */
export function SeatsLeft() {
  const { data: installation } = useQuery(installationQuery);
  const isLimited = installation !== undefined && installation.billing !== "off";
  const { data } = useQuery({ ...seatsQuery(useOrganizationId()), enabled: isLimited });
  if (!isLimited || !data || data.left === null) return null;
  return data.left === 0
    ? "No seat is left. Under Billing, an Owner can see how to get more."
    : `${formatCount(data.left, "seat is", "seats are")} left; pending invitations keep theirs.`;
}
