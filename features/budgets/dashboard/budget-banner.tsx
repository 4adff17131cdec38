import { useQuery } from "@tanstack/react-query";
import { Banner } from "#browser/ui/banner.tsx";
import { warningsQuery } from "./budget-query.ts";
import { byGravity, warningHead, warningWords } from "./warning-words.ts";

/** Above every page of an organization of which a cap is nearly used or spent, for everybody in it: the gravest. */
export function BudgetBanner({ organizationId }: { organizationId: string }) {
  const { data } = useQuery(warningsQuery(organizationId));
  const [warning, ...others] = byGravity(data?.data ?? []);
  if (!data || !warning) return null;
  const more = others.length === 0 ? "" : ` ${others.map(warningHead).join(" ")}`;
  return (
    <Banner tone={warning.stops ? "bad" : "warn"} className="mb-6">
      {warningHead(warning)}{" "}
      <span className="font-normal">
        {warningWords(warning)}
        {more}
      </span>
    </Banner>
  );
}
