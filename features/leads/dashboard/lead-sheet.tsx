import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleOff, Ellipsis, Eraser, FileJson2, ShieldOff, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { ApiError } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { formatDateTime } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Menu, MenuItem } from "#browser/ui/menu.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { LeadConversation, LeadDetail } from "../contract.ts";
import { LeadFields } from "./lead-fields.tsx";
import { leadQuery, useLeadActions } from "./leads.ts";
import { t } from "./messages.ts";

/** A lead with all that is known of it: fields, consent and conversations, and the ways to export and erase it. */
export function LeadSheet({ leadId, onClose }: { leadId: string | undefined; onClose: () => void }) {
  return (
    <Sheet open={leadId !== undefined} onClose={onClose} title={t("leadSheet.title")}>
      {leadId !== undefined && <Shown key={leadId} leadId={leadId} onClose={onClose} />}
    </Sheet>
  );
}

function Shown({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const lead = useQuery(leadQuery(useOrganizationId(), useProjectId(), leadId));
  if (lead.error instanceof ApiError && lead.error.status === 404)
    return (
      <div className="p-5">
        <EmptyState icon={CircleOff} title={t("leadSheet.gone")}>
          {t("leadSheet.goneSentence")}
        </EmptyState>
      </div>
    );
  return (
    <div className="p-5">
      <Loaded query={lead} failure={t("leadSheet.failed")} permission="lead:read" skeleton={<SkeletonRows />}>
        {(detail) => <Detail lead={detail} onClose={onClose} />}
      </Loaded>
    </div>
  );
}

function Detail({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 dir="auto" className="text-left text-base font-semibold [overflow-wrap:anywhere]">
            {lead.name ?? lead.email ?? lead.phone ?? t("leadList.unnamed")}
          </h3>
          <p className="text-sm text-soft">
            {lead.test && `${t("leadList.test")} · `}
            {t("leadSheet.facts", {
              firstSeen: formatDateTime(lead.first_seen_at),
              lastSeen: formatDateTime(lead.last_seen_at),
            })}
          </p>
        </div>
        <Actions lead={lead} onClose={onClose} />
      </div>
      <Part title={t("leadFields.about")}>
        <LeadFields lead={lead} />
      </Part>
      <Part title={t("leadSheet.consent")}>
        <ConsentNote lead={lead} />
      </Part>
      <Part title={t("leadSheet.conversations")}>
        <Conversations of={lead.conversations} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-1 text-sm font-semibold">{title}</h4>
      {children}
    </section>
  );
}

function ConsentNote({ lead: { consent, consent_withdrawn_at: withdrawnAt } }: { lead: LeadDetail }) {
  if (withdrawnAt !== null) return <p className="text-soft">{t("leadSheet.withdrawnAt", { date: formatDateTime(withdrawnAt) })}</p>;
  if (!consent) return <p className="text-soft">{t("leadSheet.noConsent")}</p>;
  return (
    <>
      <p className="text-soft">{t("leadSheet.consentAt", { date: formatDateTime(consent.at) })}</p>
      <blockquote dir="auto" className="mt-1.5 border-l-2 border-line-strong pl-3 text-left whitespace-pre-line [overflow-wrap:anywhere]">
        {consent.sentence}
      </blockquote>
    </>
  );
}

function Conversations({ of: conversations }: { of: readonly LeadConversation[] | null }) {
  if (conversations === null) return <p className="text-soft">{t("leadSheet.notYours")}</p>;
  if (conversations.length === 0) return <p className="text-soft">{t("leadSheet.noConversations")}</p>;
  return (
    <ul className="divide-y">
      {conversations.map((conversation) => (
        <li key={conversation.id} className="py-2">
          <ConversationLink conversation={conversation} />
        </li>
      ))}
    </ul>
  );
}

/** A conversation in which something was said, by its first question. */
export function ConversationLink({ conversation }: { conversation: LeadConversation }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { id, opening, agent_name, message_count, created_at, last_message_at } = conversation;
  const facts = (
    <span className="block text-sm text-soft">
      <bdi>{agent_name}</bdi> · {t("leadSheet.messages", { count: message_count })} · <Ago time={last_message_at ?? created_at} />
    </span>
  );
  const words = opening === null ? t("leadSheet.noQuestion") : opening === "" ? t("leadSheet.textsRemoved") : opening;
  if (last_message_at === null)
    return (
      <>
        <span className="text-soft">{words}</span>
        {facts}
      </>
    );
  return (
    <>
      <Link
        to="/organizations/$organizationId/projects/$projectId/conversations"
        params={{ organizationId, projectId }}
        search={{ conversation: id }}
        dir="auto"
        className="line-clamp-2 text-left [overflow-wrap:anywhere] underline underline-offset-2"
      >
        {words}
      </Link>
      {facts}
    </>
  );
}

type Asking = "withdraw" | "delete" | "erase";

function Actions({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const can = useCan();
  const { update, remove, erase, fileAddress } = useLeadActions();
  const [asking, setAsking] = useState<Asking | null>(null);
  if (!can("lead:export") && !can("lead:delete") && !(can("lead:update") && lead.consent)) return null;
  const dialogs = {
    withdraw: {
      sentence: t("leadSheet.withdrawSentence"),
      run: () => update(lead.id, { consent: null }, lead.version),
      done: t("leadSheet.withdrawn"),
    },
    delete: { sentence: t("leadSheet.deleteSentence"), run: () => remove(lead.id, onClose), done: t("leadSheet.deleted") },
    erase: {
      sentence: t("leadSheet.eraseSentence", { count: lead.conversation_count }),
      run: () => erase(lead.id, onClose),
      done: t("leadSheet.erased"),
    },
  };
  return (
    <>
      <Menu trigger={<Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("leadSheet.actions")} />}>
        {can("lead:export") && (
          <MenuItem icon={FileJson2} render={<a href={fileAddress(lead.id)} download aria-label={t("leadSheet.exportAll")} />}>
            {t("leadSheet.exportAll")}
          </MenuItem>
        )}
        {can("lead:update") && lead.consent && (
          <MenuItem icon={ShieldOff} onSelect={() => setAsking("withdraw")}>
            {t("leadSheet.withdraw")}
          </MenuItem>
        )}
        {can("lead:delete") && (
          <>
            <MenuItem icon={Trash2} danger onSelect={() => setAsking("delete")}>
              {t("leadSheet.delete")}
            </MenuItem>
            <MenuItem icon={Eraser} danger onSelect={() => setAsking("erase")}>
              {t("leadSheet.erase")}
            </MenuItem>
          </>
        )}
      </Menu>
      {asking && (
        <ConfirmDialog
          open
          onClose={() => setAsking(null)}
          title={t(`leadSheet.${asking}Title`)}
          sentence={dialogs[asking].sentence}
          action={t(`leadSheet.${asking}`)}
          look={asking === "withdraw" ? "primary" : "danger"}
          onConfirm={async () => {
            await dialogs[asking].run();
            toast(dialogs[asking].done);
          }}
        />
      )}
    </>
  );
}
