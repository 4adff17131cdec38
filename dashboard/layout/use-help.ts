import { useMatches } from "@tanstack/react-router";

/** The page of the docs about the page that is open. */
export function useHelp(): string {
  const page = useMatches({ select: (matches) => matches.findLast(({ staticData }) => staticData.entry)?.staticData.entry });
  return `/docs/${page?.help ?? "getting-started"}`;
}
