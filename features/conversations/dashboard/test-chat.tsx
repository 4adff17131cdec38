import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Card } from "#browser/ui/card.tsx";
import { AgentSpent } from "#features/budgets/dashboard/agent-spent.tsx";
import { warningsKey } from "#features/budgets/dashboard/budget-query.ts";
import { conversationsKey, insightsKey } from "./conversation-facts.ts";
import { ChatSkeleton, InlineWidget } from "./inline-widget.tsx";
import { t } from "./messages.ts";

/** A live chat with an agent of the project in the address. What the page says of conversations is read again after each answer. */
export function TestChat({ agentId }: { agentId: string }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const refresh = useRefresh(
    insightsKey(organizationId, projectId),
    conversationsKey(organizationId, projectId),
    warningsKey(organizationId),
  );
  return (
    <section aria-label={t("testChat.testChat")}>
      <AgentSpent agentId={agentId} />
      <Card className={frame}>
        <InlineWidget agentId={agentId} onAnswer={() => void refresh()} />
      </Card>
    </section>
  );
}

/** The shape of a test chat whose agent is not known yet. */
export function TestChatSkeleton() {
  return (
    <Card className={frame}>
      <ChatSkeleton />
    </Card>
  );
}

const frame = "h-[520px] overflow-hidden";
