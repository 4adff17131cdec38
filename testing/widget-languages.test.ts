import { expect, test } from "vitest";
import { languageCodes } from "#features/agents/contract/settings.ts";
import { launcherWordsIn } from "#features/conversations/server/launcher-words.ts";
import {
  addressWords,
  askingWords,
  confirmWords,
  filesWords,
  laterWords,
  leadWords,
  ratingWords,
  words,
  type Words,
} from "#widget/words.ts";
import { languages } from "#widget/languages/languages.ts";

const english: Words = {
  panel: words,
  asking: askingWords,
  later: laterWords,
  rating: ratingWords,
  confirm: confirmWords,
  address: addressWords,
  files: filesWords,
  lead: leadWords,
};

type Texts = Record<string, string>;

/** Each text by its place; what takes a value is asked with one that can be found again. */
function textsOf(all: object, at = ""): Texts {
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => {
      const place = `${at}${key}`;
      if (typeof value === "string") return [[place, value]];
      if (typeof value !== "function") return Object.entries(textsOf(value as object, `${place}.`));
      const say = value as (given: unknown) => string;
      return [
        [place, say("77")],
        ...(/nread/.test(key) ? [[`${place} one`, say(1)]] : []),
        ...(key === "writeTo" ? [[`${place} team`, say("The team")]] : []),
        ...(key === "isWriting" ? [[`${place} nobody`, say("")]] : []),
      ];
    }),
  );
}

const withValue = (texts: Texts) =>
  Object.entries(texts)
    .filter(([, text]) => text.includes("77"))
    .map(([place]) => place);

test("the chat speaks the languages that agents do", () => {
  expect(["en", ...Object.keys(languages)]).toEqual([...languageCodes]);
  const buttons = languageCodes.filter((code) => code !== "en").map((code) => launcherWordsIn(code)?.closed);
  expect(new Set(buttons).size).toBe(languageCodes.length - 1);
  expect(buttons).not.toContain(undefined);
});

test.each(Object.keys(languages))(
  "%s has each text of the English, none of it empty or left in English, and the same values",
  async (code) => {
    const { translation } = await languages[code]!();
    const [own, known] = [textsOf(translation), textsOf(english)];
    expect(Object.keys(own).toSorted()).toEqual(Object.keys(known).toSorted());
    expect(withValue(own).toSorted()).toEqual(withValue(known).toSorted());
    expect(Object.entries(own).filter(([, text]) => text.trim() === "")).toEqual([]);
    // A word can be the same by chance; a sentence cannot.
    expect(Object.entries(own).filter(([place, text]) => text === known[place] && text.trim().includes(" "))).toEqual([]);
    // What a screen reader says before a message.
    for (const place of ["panel.agent", "asking.visitor"]) expect(own[place]).toMatch(/(: |：)$/);
  },
);
