import { expect, test } from "vitest";
import type { AnswererTools, Question } from "./answerer.ts";
import { languages, type Language } from "./language.ts";
import { phrases } from "./phrases.ts";
import { saidWords } from "./said-words.ts";
import { answerSmallTalk, declineSentence, smallTalkOf, suggestSentence } from "./small-talk.ts";

const without: AnswererTools = { search: async () => [], signal: new AbortController().signal };
const toolsOf = (contact: string | null, titles: string[] = []): AnswererTools => ({
  ...without,
  place: { contact: async () => contact, titles: async (limit) => titles.slice(0, limit), languages: async () => [], person: "none" },
});
const asked = (text: string, history: Question["history"] = []): Question => ({
  text,
  history,
  agent,
});
const agent: Question["agent"] = { name: "Desk", instructions: "", model_name: null, temperature: null };

test.each(languages)(
  "in %s a greeting, thanks and the questions to the agent itself are known, and answered in that language",
  async (language) => {
    for (const kind of ["hello", "thanks", "human", "help"] as const) {
      for (const words of saidWords[language][kind].split(",")) {
        const known = smallTalkOf(words);
        expect(known?.kind, words).toBe(kind);
      }
    }
    const say = phrases[language];
    expect(await answerSmallTalk({ kind: "person", language }, toolsOf(null), agent)).toBe(say.nobody);
    expect(await answerSmallTalk({ kind: "person", language }, toolsOf("+49 30 1"), agent)).toContain("+49 30 1");
    expect(await answerSmallTalk({ kind: "help", language }, toolsOf(null, ["Returns", "Prices"]), agent)).toMatch(/Returns.*Prices/);
    expect(await answerSmallTalk({ kind: "human", language }, without, agent)).toBe(say.machine);
  },
);

test.each<[string, string, Language]>([
  ["Hi!", "hello", "en"],
  ["hello, are you a human?", "human", "en"],
  ["Could I please talk to a real person?", "person", "en"],
  ["What can you help me with?", "help", "en"],
  ["Kann ich mit jemandem sprechen?", "person", "de"],
  ["Sind Sie ein Mensch?", "human", "de"],
  ["Puis-je parler à quelqu’un ?", "person", "fr"],
  ["¿Eres humano?", "human", "es"],
  ["Posso parlare con una persona?", "person", "it"],
  ["Muito obrigado!", "thanks", "pt"],
  ["Kan ik met iemand praten?", "person", "nl"],
  ["Czy jesteś człowiekiem?", "human", "pl"],
  ["Dobrý den", "hello", "cs"],
  ["Kan jag prata med någon?", "person", "sv"],
  ["Teşekkür ederim", "thanks", "tr"],
  ["هل أنت إنسان؟", "human", "ar"],
  ["אפשר לדבר עם מישהו?", "person", "he"],
  ["你是真人吗？", "human", "zh"],
  ["何ができますか？", "help", "ja"],
])("%j is %s in %s", (text, kind, language) => {
  expect(smallTalkOf(text)).toEqual({ kind, language });
});

test.each([
  "How do I talk to my doctor about side effects?",
  "Hi, how long does delivery take?",
  "Is the human resources team open?",
  "What are your opening hours?",
  "Can you help me return a pot?",
  "What do you do with old batteries?",
  "Are you real estate agents?",
  "thanks, and the price?",
])("%j is a question to the documents", (text) => {
  expect(smallTalkOf(text)).toBeNull();
});

test("a refusal says what the documents are about, in the language of the question, and no two alike follow each other", async () => {
  const first = await declineSentence(asked("Who won the cup?"), toolsOf(null, ["Returns", "Prices"]), []);
  expect(first).toBe(`${phrases.en.declines[0]} I know about: Returns and Prices.`);
  const history = [
    { role: "visitor" as const, text: "Who won the cup?" },
    { role: "agent" as const, text: first },
  ];
  const second = await declineSentence(asked("And who came second?", history), toolsOf(null, ["Returns"]), ["Delivery", "Delivery"]);
  expect(second).toBe(`${phrases.en.declines[1]} I know about: Delivery.`);
  expect(await declineSentence(asked("Hur mycket kostar det?"), without, [])).toBe(phrases.sv.declines[0]);
  expect(suggestSentence(asked("¿Cuánto cuesta el envío?"))).toBe(phrases.es.suggest);
});

test("an agent that is held to some languages speaks the first of them to a question in another", async () => {
  const held = (text: string) => ({ ...asked(text), agent: { ...agent, languages: ["de", "fr"] } });
  expect(await declineSentence(held("Hur mycket kostar det?"), without, [])).toBe(phrases.de.declines[0]);
  expect(await declineSentence(held("Combien ça coûte ?"), without, [])).toBe(phrases.fr.declines[0]);
  expect(suggestSentence(held("How long does delivery take?"))).toBe(phrases.de.suggest);
  expect(await answerSmallTalk({ kind: "thanks", language: "en" }, without, { ...agent, languages: ["it"] })).toBe(phrases.it.welcome);
});

test("what an agent can help with is said in place of titles", async () => {
  const helping = { ...agent, helps_with: "I know about orders and returns." };
  const tools = toolsOf(null, ["Returns", "Prices"]);
  expect(await declineSentence({ ...asked("Who won the cup?"), agent: helping }, tools, ["Prices"])).toBe(
    `${phrases.en.declines[0]} I know about orders and returns.`,
  );
  expect(await answerSmallTalk({ kind: "help", language: "en" }, tools, helping)).toBe(
    `${phrases.en.greeting} I know about orders and returns.`,
  );
});
