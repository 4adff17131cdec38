/**
 * A sentence for a person: its English, and what a translation needs beside it. As in gettext, the key is the English
 * sentence itself with `{0}`, `{1}` … where its values stand, so that a sentence is written once, where it is thrown.
 */
export class Sentence {
  readonly key: string;
  readonly values: readonly Value[];

  constructor(key: string, values: readonly Value[]) {
    this.key = key;
    this.values = values;
  }

  toString(): string {
    return this.key.replace(/\{(\d+)\}/g, (_, index: string) => String(this.values[Number(index)]));
  }
}

/** A name, a number, a date as it is written, or a part that is translated by itself. */
type Value = string | number | Sentence;

/** A sentence with values: say`At most ${5} files fit in.` */
export function say(parts: TemplateStringsArray, ...values: Value[]): Sentence {
  return new Sentence(
    parts.reduce((key, part, index) => `${key}{${index - 1}}${part}`),
    values,
  );
}

/** A sentence without values is its own key. */
export const asSentence = (sentence: string | Sentence): Sentence => (typeof sentence === "string" ? new Sentence(sentence, []) : sentence);

/** As it is sent: `key` with the values in the order of its numbers, parts in the same form. */
export type SentJson = { key: string; values: (string | number | SentJson)[] };

export const sentJson = ({ key, values }: Sentence): SentJson => ({
  key,
  values: values.map((value) => (value instanceof Sentence ? sentJson(value) : value)),
});
