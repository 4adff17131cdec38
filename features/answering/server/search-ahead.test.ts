import { expect, test } from "vitest";
import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { passagesJudged, passagesPerSearch, searchAhead } from "./search-ahead.ts";

function recorded(fails = false) {
  const asked: string[] = [];
  const search = async (query: string): Promise<RankedPassage[]> => {
    asked.push(query);
    if (fails) throw new Error("no database");
    return [];
  };
  return { asked, tools: { search } };
}

test("what is searched for first is searched for once, and begun before it is asked for", async () => {
  const { asked, tools } = recorded();
  const ahead = searchAhead(tools, "How long?");
  expect(asked).toEqual(["How long?"]);
  await ahead.search("How long?", passagesPerSearch);
  expect(asked).toEqual(["How long?"]);
  await ahead.search("How long?", passagesPerSearch);
  await ahead.search("Other words", passagesPerSearch);
  expect(asked).toEqual(["How long?", "How long?", "Other words"]);
});

test("for more passages it is not used, and for a greeting nothing is begun", async () => {
  const { asked, tools } = recorded();
  await searchAhead(tools, "How long?").search("How long?", passagesJudged + 1);
  searchAhead(tools, "Hello");
  expect(asked).toEqual(["How long?", "How long?"]);
});

test("a search that failed ahead fails what asks for it, and nobody else", async () => {
  const { tools } = recorded(true);
  searchAhead(tools, "How many?");
  await expect(searchAhead(tools, "How long?").search("How long?", passagesPerSearch)).rejects.toThrow("no database");
});

test("the languages of the documents are read after the search, once, however often they are asked for", async () => {
  const asked: string[] = [];
  const note = async (what: string, found: string[]) => {
    asked.push(what);
    return found;
  };
  const place = {
    titles: async () => [],
    contact: async () => null,
    person: "none" as const,
    languages: () => note("languages", ["de"]),
  };
  const ahead = searchAhead({ search: async () => (await note("search", [])) as never[], place }, "How long?");
  await ahead.search("How long?", passagesPerSearch);
  expect([await ahead.place!.languages(), await ahead.place!.languages()]).toEqual([["de"], ["de"]]);
  expect(asked).toEqual(["search", "languages"]);
});
