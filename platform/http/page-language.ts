import type { Context } from "hono";

/** What the dashboard is built in, and where each is. The first is for whom none of the others is. */
export const bundleOf = { en: "dashboard", de: "dashboard-de" } as const;
export type PageLanguage = keyof typeof bundleOf;

const isBuilt = (language: string): language is PageLanguage => Object.hasOwn(bundleOf, language);

/** The language that somebody chose in this browser, or else the one of the browser's that comes first among those we have. */
export function pageLanguage(c: Context): PageLanguage {
  const [, chosen = ""] = /(?:^|;\s*)language=([a-z]{2})(?:;|$)/.exec(c.req.header("cookie") ?? "") ?? [];
  if (isBuilt(chosen)) return chosen;
  return (
    (c.req.header("accept-language") ?? "")
      .split(",")
      .map((range) => {
        const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
        const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
        return { language: tag.split("-")[0]!, weight: Number(weight) || 0 };
      })
      .toSorted((one, other) => other.weight - one.weight)
      .filter(({ weight }) => weight > 0)
      .map(({ language }) => language)
      .find(isBuilt) ?? "en"
  );
}
