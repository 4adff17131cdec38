import type { Citation } from "#features/answering/contract.ts";
import type { Message } from "../../contract.ts";

type Source = Pick<Citation, "source_id" | "title">;
type Question = {
  text: string;
  /** From which sources the agent answered it; none where a person did, or nobody. */
  sources: Source[];
  /** Who of the team wrote after it, where the agent had no answer. */
  person: string | null;
  state: "answered" | "declined" | "open";
};
export type Summary = {
  asked: string[];
  answered: Pick<Question, "text" | "sources" | "person">[];
  /** What nobody has answered yet, whether the agent declined it or a person is waited for. */
  open: string[];
  /** What the agent declined or was not sure of, whether a person answered it since or not. */
  unanswered: string[];
};

/**
 * What a conversation was about, from nothing but its messages: what was asked, what was answered from where, what is open.
 * A greeting and a wish for a person are no questions. One that is asked again counts once, as it ended last.
 */
export function summarize(messages: readonly Message[]): Summary {
  const questions = new Map<string, Question>();
  let turn: Question | null = null;
  for (const message of messages) {
    const { role, text, outcome, citations, author } = message;
    if (role === "visitor" && text === "") {
      // Files without a word ask nothing.
      turn = null;
    } else if (role === "visitor") {
      turn = { text, sources: [], person: null, state: "open" };
      questions.delete(nameOf(text));
      questions.set(nameOf(text), turn);
    } else if (role === "agent" && turn !== null) {
      if (outcome === "answered" && citations.length > 0) Object.assign(turn, { state: "answered", sources: sourcesOf(citations) });
      else if (outcome === "answered") questions.delete(nameOf(turn.text));
      else if (outcome === "declined" || outcome === "suggested") turn.state = "declined";
    } else if (role === "person") {
      for (const question of questions.values()) if (question.state !== "answered") answeredBy(question, author?.name ?? "");
    }
  }
  const all = [...questions.values()];
  return {
    asked: all.map(({ text }) => text),
    answered: all.filter(({ state }) => state === "answered"),
    open: all.filter(({ state }) => state !== "answered").map(({ text }) => text),
    unanswered: declinedIn(messages),
  };
}

function answeredBy(question: Question, person: string): void {
  question.state = "answered";
  question.person = person;
}

/** What the agent had no answer to, whether a person wrote since or not: the documents still lack it. */
function declinedIn(messages: readonly Message[]): string[] {
  const declined = new Map<string, string>();
  let asked: string | null = null;
  for (const { role, text, outcome } of messages) {
    if (role === "visitor") asked = text;
    if (role !== "agent" || asked === null) continue;
    if (outcome === "declined" || outcome === "suggested") declined.set(nameOf(asked), asked);
    else if (outcome === "answered") declined.delete(nameOf(asked));
  }
  return [...declined.values()];
}

function sourcesOf(citations: readonly Citation[]): Source[] {
  const byId = new Map(citations.map(({ source_id, title }) => [source_id, { source_id, title }]));
  return [...byId.values()];
}

/** The same question in the same words, however they were typed. */
const nameOf = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s?!.]+/g, " ")
    .trim();
