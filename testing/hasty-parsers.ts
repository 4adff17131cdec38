import { vi } from "vitest";
import { createParserPool } from "#features/knowledge/server/parsing/parser-pool.ts";
import { parsers } from "#features/knowledge/server/parsing/parsers.ts";

/** While it runs, files are slow and too slow after less time than in the product: what happens then is the same. */
export async function withHastyParsers<T>(limits: { fastMs: number; slowMs?: number }, run: () => Promise<T>): Promise<T> {
  const hasty = vi.spyOn(parsers, "parse").mockImplementation(createParserPool(undefined, limits).parse);
  try {
    return await run();
  } finally {
    hasty.mockRestore();
  }
}
