import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { organizationApi } from "#browser/api/api.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { Button } from "#browser/ui/button.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { ConversationSummary } from "../../contract/summary.ts";
import { conversationsKey } from "../conversation-facts.ts";
import { conversationPath } from "../conversations.ts";
import { t } from "../messages.ts";

const summaryQuery = (organizationId: string, projectId: string, conversationId: string) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), conversationId, "summary"],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(conversationPath(projectId, conversationId, "/summary"), ConversationSummary, { signal }),
  });

/** What a model wrote of the conversation, marked as such, and having it written; nothing where there is no model. */
export function ModelSummary({ conversationId }: { conversationId: string }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const may = useCan()("conversation:reply");
  const query = summaryQuery(organizationId, projectId, conversationId);
  const { data } = useQuery(query);
  const refresh = useRefresh(query.queryKey);
  const write = useMutation({
    mutationFn: () =>
      refresh.after(
        organizationApi(organizationId)(conversationPath(projectId, conversationId, "/summary"), ConversationSummary, {
          method: "POST",
          body: {},
        }),
      ),
    onError: (error) => toast.error(messageOf(error)),
  });
  if (!data || (!data.available && !data.written)) return null;
  const { available, written } = data;
  return (
    <div className="flex flex-col items-start gap-2 text-sm">
      {written && (
        <div role="group" aria-label={t("modelSummary.title")} className="w-full rounded-md bg-sunken px-3 py-2">
          <p dir="auto" className="text-left [overflow-wrap:anywhere] whitespace-pre-line">
            {written.text}
          </p>
          <p className="mt-1 text-xs text-soft">
            {t("modelSummary.by", { model: written.model })} · <Ago time={written.written_at} />
            {written.since > 0 && <> · {t("modelSummary.since", { count: written.since })}</>}
          </p>
        </div>
      )}
      {available && may && (written === null || written.since > 0) && (
        <Button size="small" icon={Sparkles} pending={write.isPending} onClick={() => write.mutate()}>
          {written ? t("modelSummary.again") : t("modelSummary.write")}
        </Button>
      )}
    </div>
  );
}
