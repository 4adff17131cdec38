import type { AnswererKind, Question } from "./answerer.ts";
import { languageOf, type Language } from "./language.ts";
import { phrases } from "./phrases.ts";

/** Answers files that come without a word: an agent reads words alone, and says whom else there is to ask. */
export const forFiles: AnswererKind = {
  name: "files",
  costsTokens: false,
  answererOf: () =>
    async function* ({ history }, { place }) {
      const say = phrases[languageSpoken(history)];
      const person = { none: null, offered: say.offer, coming: say.coming }[place?.person ?? "none"];
      yield { type: "text", delta: [say.files, person].filter(Boolean).join(" ") };
      yield { type: "end", outcome: "answered" };
    },
};

/** The visitor's own language where they have said something, else that of the agent. */
function languageSpoken(history: Question["history"]): Language {
  const [visitors, agents] = (["visitor", "agent"] as const).map((role) => history.filter((turn) => turn.role === role).toReversed());
  for (const { text } of [...visitors!, ...agents!]) {
    const language = languageOf(text);
    if (language) return language;
  }
  return "en";
}
