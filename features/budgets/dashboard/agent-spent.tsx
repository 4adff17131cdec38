import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { warningsQuery } from "./budget-query.ts";
import { t } from "./messages.ts";
import { warningWords } from "./warning-words.ts";

/** Above an agent's test chat where its own budget is spent: what visitors are not told, and who can raise it. */
export function AgentSpent({ agentId }: { agentId: string }) {
  const { data } = useQuery(warningsQuery(useOrganizationId(), agentId));
  const warning = data?.data.find(({ agent_id, stops }) => agent_id === agentId && stops);
  if (!data || !warning) return null;
  return (
    <Banner tone="bad" className="mb-3">
      {t.rich("agentSpent.spent", {
        consequence: warningWords(warning),
        soft: (text) => <span className="font-normal">{text}</span>,
      })}
    </Banner>
  );
}
