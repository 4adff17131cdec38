import { fold } from "#platform/search/fold.ts";
import { languageOf as languageOfText } from "#platform/text/language-of.ts";
import type { ToolEffect } from "./agent-tool.ts";
import type { AnswererTools, Question } from "./answerer.ts";
import { wishesIn } from "./wish-for-person.ts";
import { languageOf, languages, type Language } from "./language.ts";
import { phrases } from "./phrases.ts";
import { saidWords, type SaidWords } from "./said-words.ts";

/** What was said that is no question to the documents, and in which language. */
export type SmallTalk = { kind: keyof SaidWords | "person"; language: Language };

/** What was judged lately: each question asks several times for itself, and for what was said before it. */
const judged = new Map<string, SmallTalk | null>();
const judgedMax = 1_000;
/** Longer texts are not kept. */
const keptLengthMax = 200;

/** Null for a question to the documents. */
export function smallTalkOf(text: string): SmallTalk | null {
  if (text.length > keptLengthMax) return judge(text);
  const known = judged.get(text);
  if (known !== undefined) return known;
  if (judged.size >= judgedMax) judged.clear();
  const found = judge(text);
  judged.set(text, found);
  return found;
}

function judge(text: string): SmallTalk | null {
  const said = plain(text);
  if (said === "") return null;
  const rest = withoutGreeting(said);
  for (const kind of ["thanks", "human", "person", "help", "hello"] as const) {
    for (const language of languages) {
      const isMeant =
        kind === "person" ? wishesForPerson(rest, language) : known[language][kind].some((words) => said === words || rest === words);
      if (isMeant) return { kind, language };
    }
  }
  return null;
}

/** What is answered to it, by what is true of this installation. */
export async function answerSmallTalk(
  { kind, language: asked }: SmallTalk,
  { place }: AnswererTools,
  agent: Question["agent"],
): Promise<string> {
  const language = spokenBy(agent, asked);
  const say = phrases[language];
  if (kind === "thanks") return say.welcome;
  if (kind === "human") return say.machine;
  if (kind === "person") {
    const number = (await place?.contact()) ?? null;
    const call = number === null ? null : say.call.replace("{number}", number);
    const here = { none: null, offered: say.asked, coming: say.coming }[place?.person ?? "none"];
    return [here, call].filter((one) => one !== null).join(" ") || say.nobody;
  }
  if (kind === "help" && agent.helps_with) return `${say.greeting} ${agent.helps_with}`;
  const titles = kind === "help" ? ((await place?.titles(titlesMax)) ?? []) : [];
  return titles.length === 0 ? say.greeting : `${say.greeting} ${aboutOf(language, titles)}`;
}

/** What stands above passages that may help. */
export const suggestSentence = (question: Question) => phrases[languageOfAnswer(question)].suggest;

/** Where a model went round in circles among its tools. */
export const unfinishedSentence = (question: Question) => phrases[languageOfAnswer(question)].unfinished;

/** Beside what a visitor is to confirm, where a model says nothing; and what is said of it then. */
export const confirmSentence = (question: Question) => phrases[languageOfAnswer(question)].confirm;
export const doneSentence = (question: Question) => phrases[languageOfAnswer(question)].done;
export const notDoneSentence = (question: Question) => phrases[languageOfAnswer(question)].notDone;

/** What a model does with the conversation, where it says nothing of it. */
export function effectSentence(question: Question, effects: ReadonlySet<ToolEffect>): string | null {
  const { asked, welcome } = phrases[languageOfAnswer(question)];
  if (effects.has("hand_over")) return asked;
  return effects.has("end") ? welcome : null;
}

/** What follows a model's text of which nothing is in the passages. */
export const unsupportedSentence = (question: Question) => phrases[languageOfAnswer(question)].unsupported;

/**
 * What to say when the documents hold no answer: what they are about, the titles nearest to the question first, and in which
 * languages they are where the question is in another. Said in other words where the last answer said the same, with the
 * person who can be asked or is asked already.
 */
export async function declineSentence(question: Question, { place }: AnswererTools, nearest: readonly string[]): Promise<string> {
  const language = languageOfAnswer(question);
  const [first, second] = phrases[language].declines;
  const last = question.history.findLast(({ role }) => role === "agent")?.text ?? "";
  const titles = nearest.length > 0 ? [...new Set(nearest)] : ((await place?.titles(titlesMax)) ?? []);
  const written = writtenIn(language, question.text, (await place?.languages()) ?? []);
  const person = { none: null, offered: phrases[language].offer, coming: phrases[language].coming }[place?.person ?? "none"];
  const about = question.agent.helps_with || (titles.length > 0 && aboutOf(language, titles));
  return [last.startsWith(first) ? second : first, written, about, person].filter(Boolean).join(" ");
}

/** The one of these that an agent speaks to a question in one of them. */
function spokenBy({ languages: spoken = [] }: Question["agent"], asked: Language | null): Language {
  if (spoken.length === 0 || (asked && spoken.includes(asked))) return asked ?? "en";
  return languages.find((one) => one === spoken[0]) ?? "en";
}

const languageOfAnswer = ({ text, agent }: Question) => spokenBy(agent, languageOf(text));

/** In which languages the documents are; null to a question that is in one of them, or whose language is not known. */
function writtenIn(language: Language, question: string, documents: readonly string[]): string | null {
  const asked = languageOfText(question);
  if (documents.length === 0 || !asked || documents.includes(asked)) return null;
  const names = new Intl.DisplayNames(language, { type: "language" });
  const list = new Intl.ListFormat(language, { type: "conjunction" }).format(
    documents.slice(0, languagesMax).map((one) => names.of(one) ?? one),
  );
  return phrases[language].written.replace("{languages}", () => list);
}

const languagesMax = 3;

const titlesMax = 3;

function aboutOf(language: Language, titles: readonly string[]): string {
  const list = new Intl.ListFormat(language, { type: "conjunction" }).format(titles.slice(0, titlesMax));
  return phrases[language].about.replace("{titles}", () => list);
}

/** Without case, accents, punctuation and pictures. */
function plain(text: string): string {
  const words = text.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}'’-]+/gu, " ");
  return words
    .trim()
    .split(" ")
    .map((word) => fold(word.replaceAll("’", "'")))
    .join(" ");
}

const known = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.fromEntries(Object.entries(saidWords[language]).map(([kind, list]) => [kind, list.split(",").map(plain)])),
  ]),
) as Record<Language, Record<keyof SaidWords, string[]>>;

/** Greetings that a text begins with say nothing of what follows. */
function withoutGreeting(said: string): string {
  for (const language of languages)
    for (const greeting of known[language].hello) if (said.startsWith(`${greeting} `)) return said.slice(greeting.length + 1);
  return said;
}

const wishesForPerson = wishesIn(plain);
