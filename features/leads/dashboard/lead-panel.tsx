import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { formatDateTime } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Lead } from "../contract.ts";
import { LeadFields } from "./lead-fields.tsx";
import { ConversationLink } from "./lead-sheet.tsx";
import { leadOfConversationQuery, leadQuery } from "./leads.ts";
import { t } from "./messages.ts";

/** Who the visitor of a conversation is, beside it: what is known of them, and their other conversations. */
export function LeadPanel({ conversationId }: { conversationId: string }) {
  const lead = useQuery(leadOfConversationQuery(useOrganizationId(), useProjectId(), conversationId));
  return (
    <section aria-label={t("leadPanel.title")} className="flex flex-col gap-3">
      <Loaded query={lead} failure={t("leadPanel.failed")} permission="lead:read" skeleton={<SkeletonRows rows={2} />}>
        {(found) =>
          found ? <Known lead={found} conversationId={conversationId} /> : <p className="text-soft">{t("leadPanel.nothing")}</p>
        }
      </Loaded>
    </section>
  );
}

function Known({ lead, conversationId }: { lead: Lead; conversationId: string }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  return (
    <>
      <LeadFields lead={lead} />
      {lead.consent_withdrawn_at !== null && (
        <p className="text-sm text-soft">{t("leadPanel.withdrawn", { date: formatDateTime(lead.consent_withdrawn_at) })}</p>
      )}
      <Link
        to="/organizations/$organizationId/projects/$projectId/leads"
        params={{ organizationId, projectId }}
        search={{ lead: lead.id }}
        className="self-start text-sm underline underline-offset-2"
      >
        {t("leadPanel.open")}
      </Link>
      {lead.conversation_count > 1 && <Others leadId={lead.id} conversationId={conversationId} />}
    </>
  );
}

function Others({ leadId, conversationId }: { leadId: string; conversationId: string }) {
  const enabled = useCan()("conversation:read");
  const { data: lead } = useQuery({ ...leadQuery(useOrganizationId(), useProjectId(), leadId), enabled });
  const others = lead?.conversations?.filter(({ id }) => id !== conversationId) ?? [];
  if (others.length === 0) return null;
  return (
    <div>
      <h3 className="text-sm font-semibold">{t("leadPanel.earlier")}</h3>
      <ul className="divide-y">
        {others.map((conversation) => (
          <li key={conversation.id} className="py-2">
            <ConversationLink conversation={conversation} />
          </li>
        ))}
      </ul>
    </div>
  );
}
