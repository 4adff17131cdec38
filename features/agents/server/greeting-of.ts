import type { RequestFacts } from "#access/operation.ts";
import { languageCodes, type AgentLanguage } from "../contract/settings.ts";
import type { AgentRow } from "./find-agent.ts";

/** What an agent says first: in the language that the visitor's browser asks for before others, where it has such a greeting. */
export function greetingOf(
  { greeting, greetings }: Pick<AgentRow, "greeting" | "greetings">,
  { acceptLanguage = "" }: Pick<RequestFacts, "acceptLanguage">,
): string {
  const language = wishedLanguage(acceptLanguage, (code) => Boolean(greetings[code]));
  return (language && greetings[language]) ?? greeting;
}

/** The first language of such a header that we know and that there is something in. */
export function wishedLanguage(header: string, has: (code: AgentLanguage) => boolean = () => true): AgentLanguage | null {
  for (const wish of wishesIn(header)) {
    const code = languageCodes.find((one) => one === wish);
    if (code && has(code)) return code;
  }
  return null;
}

/** `de`, `en`: the languages of the header, without regions, the most wished for first. */
function wishesIn(header: string): string[] {
  const wishes = header
    .slice(0, 500)
    .split(",")
    .map((one) => {
      const [tag = "", ...rest] = one.trim().toLowerCase().split(";");
      const weight = Number(/^\s*q=([\d.]+)/.exec(rest.join(";"))?.[1] ?? 1);
      return { language: tag.split("-")[0]!, weight };
    });
  return wishes
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => language);
}
