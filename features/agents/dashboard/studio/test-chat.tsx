import { ArrowUp, RotateCcw, Square } from "lucide-react";
import { useEffect, useId, useRef, useState, type FormEvent } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { cn } from "#browser/ui/cn.ts";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import type { TriedAnswer } from "#features/answering/contract.ts";
import { GivenOutcomeBadge } from "#features/answering/dashboard/given-outcome.tsx";
import type { Agent } from "../../contract.ts";
import type { AgentDraft } from "../../contract/versions.ts";
import { t } from "../messages.ts";
import { HowAnswered } from "./how-answered.tsx";
import { useStudioActions } from "./studio-query.ts";

type Turn = { question: string; answer: TriedAnswer | null; failure: string | null };

/** So much of the conversation is sent along. */
const turnsSent = 8;

/** A chat with the draft, or with what is published, that shows how each answer came about. It is kept nowhere. */
export function StudioChat({ agent, draft, save }: { agent: Agent; draft: AgentDraft; save: () => Promise<unknown> }) {
  const { ask } = useStudioActions(agent.id);
  const [isDraft, setDraft] = useState(true);
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [text, setText] = useState("");
  const asking = useRef<AbortController | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const id = useId();
  const isAsking = turns.at(-1)?.answer === null && turns.at(-1)?.failure === null;
  const settings = isDraft ? draft.settings : agent;
  // Nothing is handed back: of late browsers answer a scroll with a promise.
  useEffect(() => void end.current?.scrollIntoView({ block: "nearest" }), [turns]);
  useEffect(() => () => asking.current?.abort(), []);

  async function send(question: string) {
    const query = question.trim();
    if (!query || isAsking) return;
    setText("");
    const answered = turns.filter(({ answer }) => answer !== null).slice(-turnsSent);
    setTurns([...turns, { question: query, answer: null, failure: null }]);
    const settle = (last: Partial<Turn>) => setTurns((all) => [...all.slice(0, -1), { ...all.at(-1)!, ...last }]);
    asking.current = new AbortController();
    const { signal } = asking.current;
    const history = answered.flatMap(({ question: asked, answer }) => [
      { role: "visitor" as const, text: asked },
      { role: "agent" as const, text: answer!.text },
    ]);
    try {
      // What was typed last is asked too.
      if (isDraft) await save();
      settle({ answer: await ask({ query, draft: isDraft, history }, signal) });
    } catch (error) {
      if (!signal.aborted) settle({ failure: messageOf(error) });
    }
  }

  function stop() {
    asking.current?.abort();
    setTurns((all) => [...all.slice(0, -1), { ...all.at(-1)!, failure: t("studioChat.stopped") }]);
  }

  function begin(asDraft: boolean) {
    asking.current?.abort();
    setDraft(asDraft);
    setTurns([]);
  }

  return (
    <section aria-label={t("studioChat.title")}>
      <Card className="flex h-[620px] flex-col overflow-hidden">
        <header className="flex items-center gap-2 border-b px-4 py-2.5">
          <div className="min-w-0 flex-1">
            <h2 className="font-semibold">{t("studioChat.title")}</h2>
            <p className="text-sm text-soft">{t("studioChat.sentence")}</p>
          </div>
          <div role="group" aria-label={t("studioChat.asked")} className="flex rounded-sm border bg-sunken p-0.5">
            {[true, false].map((one) => (
              <button
                key={String(one)}
                type="button"
                aria-pressed={isDraft === one}
                className="h-7 rounded-[4px] px-2 text-sm text-soft aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-text aria-pressed:shadow-sm pointer-coarse:min-h-11"
                onClick={() => begin(one)}
              >
                {one ? t("studioChat.draft") : t("studioChat.version", { number: agent.published_version })}
              </button>
            ))}
          </div>
          <Button size="small" square look="ghost" icon={RotateCcw} aria-label={t("studioChat.again")} onClick={() => begin(isDraft)} />
        </header>
        <div
          role="log"
          aria-label={t("studioChat.messages")}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too
          tabIndex={0}
          className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
        >
          {settings.greeting && <Bubble text={settings.greeting} />}
          {turns.length === 0 && settings.suggested_questions.length > 0 && (
            <div className="flex flex-wrap gap-2">
              {settings.suggested_questions.map((question) => (
                <Button key={question} size="small" className="h-auto min-h-7 whitespace-normal" onClick={() => void send(question)}>
                  {question}
                </Button>
              ))}
            </div>
          )}
          {turns.map((turn, at) => (
            <TurnView key={at} turn={turn} />
          ))}
          <div ref={end} />
        </div>
        <form
          className="flex items-end gap-2 border-t p-3"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void send(text);
          }}
        >
          <label htmlFor={id} className="sr-only">
            {t("studioChat.write")}
          </label>
          <input
            id={id}
            dir="auto"
            className={inputClasses}
            value={text}
            placeholder={t("studioChat.write")}
            autoComplete="off"
            maxLength={1000}
            onChange={({ target }) => setText(target.value)}
          />
          {isAsking ? (
            <Button square icon={Square} aria-label={t("studioChat.stop")} onClick={stop} />
          ) : (
            <Button type="submit" square icon={ArrowUp} aria-label={t("studioChat.send")} />
          )}
        </form>
      </Card>
    </section>
  );
}

function TurnView({ turn: { question, answer, failure } }: { turn: Turn }) {
  return (
    <>
      <Bubble text={question} isMine />
      {answer && (
        <div className="flex flex-col items-start gap-2">
          <Bubble text={answer.text} />
          <span className="flex flex-wrap items-center gap-2 text-sm text-soft">
            <GivenOutcomeBadge outcome={answer.outcome} />
            {[...new Set(answer.citations.map(({ title }) => title))].join(" · ")}
          </span>
          {answer.outcome === "suggested" && (
            <ul className="flex w-full flex-col gap-1.5">
              {answer.citations.map(({ title, text }, at) => (
                <li key={at} className="rounded-md border px-3 py-2 text-sm">
                  <span className="font-medium">{title}</span>
                  <span dir="auto" className="line-clamp-2 text-left text-soft">
                    {text}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <HowAnswered answer={answer} />
        </div>
      )}
      {failure && <FieldError>{failure}</FieldError>}
      {!answer && !failure && <p className="text-soft motion-safe:animate-pulse">{t("studioChat.writing")}</p>}
    </>
  );
}

function Bubble({ text, isMine = false }: { text: string; isMine?: boolean }) {
  return (
    <p
      dir="auto"
      className={cn(
        "max-w-[88%] rounded-lg px-3 py-2 text-left [overflow-wrap:anywhere] whitespace-pre-wrap",
        isMine ? "self-end bg-ink text-on-ink" : "self-start bg-sunken",
      )}
    >
      {text}
    </p>
  );
}
