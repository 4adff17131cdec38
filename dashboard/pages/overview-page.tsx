import { useQuery } from "@tanstack/react-query";
import { MessageCircleQuestion, Share2 } from "lucide-react";
import { useState } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProject } from "#features/projects/dashboard/project.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogBody } from "#browser/ui/dialog.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { formatShare } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { Select } from "#browser/ui/select.tsx";
import { Skeleton, SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { Agent } from "#features/agents/contract.ts";
import { TestPageLink } from "#features/agents/dashboard/test-page-link.tsx";
import type { Insights } from "#features/conversations/contract.ts";
import { insightsQuery } from "#features/conversations/dashboard/conversation-facts.ts";
import { TestChat, TestChatSkeleton } from "#features/conversations/dashboard/test-chat.tsx";
import { UnansweredQuestions } from "#features/conversations/dashboard/unanswered-questions.tsx";
import { WeekNumbers } from "#features/conversations/dashboard/week-numbers.tsx";
import { sample } from "#features/knowledge/contract.ts";
import { FirstStepList } from "./first-step-list.tsx";
import { firstSteps, sentenceOf } from "./first-steps.ts";
import { t } from "./messages.ts";
import { useProjectFacts, type ProjectFacts } from "./use-project-facts.ts";

/** The state of a project: the first steps until they are done, the week in numbers, and a chat to try it. */
export function OverviewPage() {
  const project = useProject();
  const { facts, error, retry } = useProjectFacts();
  const insights = useQuery(insightsQuery(useOrganizationId(), project.id));
  const [chosen, setChosen] = useState<string | null>(null);
  const steps = facts && firstSteps(facts);
  const maySetUp = useCan()("source:create");
  const agents = facts?.agents ?? [];
  const agent = agents.find(({ id }) => id === chosen) ?? agents[0];

  return (
    <Page
      title={project.name}
      sentence={
        (steps && sentenceOf(steps, maySetUp)) ?? (steps && insights.data ? weekOf(insights.data) : project.description || "\u00a0")
      }
      actions={agent && <ShareTestPage agent={agent} />}
    >
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_360px] lg:grid-rows-[auto_1fr]">
        {(!steps || steps.next !== null) && (
          <div className="min-w-0">
            {error !== null && <ErrorState failure={t("overviewPage.projectFailed")} error={error} onRetry={retry} />}
            {!facts && error === null && <SkeletonRows rows={5} />}
            {facts && steps && <FirstStepList facts={facts} steps={steps} />}
          </div>
        )}
        <div className="flex min-w-0 flex-col gap-3 empty:hidden lg:sticky lg:top-7 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          {agents.length > 1 && agent && (
            <Select
              aria-label={t("overviewPage.agentToTest")}
              options={agents.map(({ id, name }) => ({ value: id, label: name }))}
              value={agent.id}
              onChange={setChosen}
            />
          )}
          {agent && <TestChat agentId={agent.id} />}
          {!agent && facts && <NoChatYet maySetUp={maySetUp} />}
          {!facts && error === null && <TestChatSkeleton />}
          {agent && facts && <ChatHint facts={facts} />}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Loaded query={insights} failure={t("overviewPage.weekFailed")} permission="conversation:read" skeleton={<NumbersSkeleton />}>
            {(week) => (
              <>
                {(agent || week.conversations > 0) && <WeekNumbers insights={week} />}
                {week.conversations > 0 && <UnansweredQuestions />}
              </>
            )}
          </Loaded>
        </div>
      </div>
    </Page>
  );
}

function ShareTestPage({ agent }: { agent: Agent }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={Share2} onClick={() => setOpen(true)}>
        {t("overviewPage.shareTestPage")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t("overviewPage.shareTestPage")}
        sentence={t("overviewPage.hostedPage", { name: agent.name })}
      >
        <DialogBody>
          <TestPageLink agentId={agent.id} />
        </DialogBody>
      </Dialog>
    </>
  );
}

function NoChatYet({ maySetUp }: { maySetUp: boolean }) {
  return (
    <section
      aria-label={t("overviewPage.testChat")}
      className="flex h-60 flex-col items-center justify-center rounded-lg border border-dashed border-line-strong px-8 text-center lg:h-[520px]"
    >
      <MessageCircleQuestion aria-hidden className="size-7 text-soft" strokeWidth={1.5} />
      <h2 className="mt-2 font-semibold">{t("overviewPage.answersHere")}</h2>
      <p className="mt-1.5 text-soft">{maySetUp ? t("overviewPage.setUpFirst") : t("overviewPage.onceThere")}</p>
    </section>
  );
}

function NumbersSkeleton() {
  return (
    <div role="status" aria-label={t("overviewPage.loading")} className="grid gap-4 sm:grid-cols-3">
      {["answers", "share", "conversations"].map((name) => (
        <Skeleton key={name} className="h-[104px] rounded-lg" />
      ))}
    </div>
  );
}

/** Why an answer may be missing yet, and what to ask of a sample whose words nobody knows. */
function ChatHint({ facts: { sources } }: { facts: ProjectFacts }) {
  const reading = sources.find(({ status }) => status === "processing");
  if (reading) return <p className="text-sm text-soft">{t("overviewPage.stillReading", { name: reading.name })}</p>;
  if (sources.length !== 1 || sources[0]?.name !== sample.name) return null;
  return <p className="text-sm text-soft">{t("overviewPage.sampleKnows", { question: sample.question })}</p>;
}

/** Its state once everything is set up. */
function weekOf({ answers, answered_share: share }: Insights): string {
  if (answers === 0 || share === null) return t("overviewPage.quietWeek");
  return t("overviewPage.week", { count: answers, share: formatShare(share) });
}
