import { useMatch, useRouter, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { asOpened, useClose } from "./opened.ts";

type Filled<Search, Defaults> = Omit<Search, keyof Defaults> & { [Name in keyof Defaults & keyof Search]-?: NonNullable<Search[Name]> };

/**
 * What a page's address says behind the question mark, and the ways to change parts of it. Who links to a page uses the
 * same schema, by its route.
 *
 * @param schema each name optional, and left out where it makes no sense: `.optional().catch(undefined)`
 * @param defaults what holds where the address says nothing; it is left out of the address
 */
export function useSearchParams<Search extends object, Defaults extends Partial<Search>>(
  schema: z.ZodType<Search>,
  defaults: Defaults = {} as Defaults,
) {
  const search = schema.parse(useSearch({ strict: false }));
  const page = useMatch({ strict: false, select: ({ pathname }) => withoutSlash(pathname) });
  const router = useRouter();
  const leave = useClose();

  function navigate(change: Partial<Search>, how: { replace?: boolean } & Partial<typeof asOpened>): void {
    // What comes too late, when another page is shown, has nothing to say about that one.
    if (withoutSlash(router.latestLocation.pathname) !== page) return;
    const next = withChange(search, change, defaults);
    void router.navigate({ to: page, search: next, ...how, resetScroll: turnsPage(search, next) });
  }

  return {
    search: { ...defaults, ...defined(search) } as Filled<Search, Defaults>,
    /** Another view of the page, which Back leaves. */
    go: (change: Partial<Search>) => navigate(change, {}),
    /** What Back does not lead through: what is typed, and what closes by itself. */
    replace: (change: Partial<Search>) => navigate(change, { replace: true }),
    /** Opens something over the page, which Back closes. */
    open: (change: Partial<Search>) => navigate(change, asOpened),
    /** Closes what these names opened. */
    close: (...names: (keyof Search)[]) =>
      leave(() => navigate(Object.fromEntries(names.map((name) => [name, undefined])) as Partial<Search>, { replace: true })),
  };
}

/** An index route ends in a slash, and its address does not. */
const withoutSlash = (path: string) => path.replace(/(?<=.)\/$/, "");

const defined = <Search extends object>(search: Search) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));

/** What the address says after a change; what is as it is by itself is left out. */
export function withChange(search: object, change: object, defaults: object): Record<string, unknown> {
  const byItself = new Map<string, unknown>(Object.entries(defaults));
  return Object.fromEntries(
    Object.entries({ ...search, ...change }).filter(([name, value]) => value !== undefined && value !== byItself.get(name)),
  );
}

/** Another page of a list is read from its top. */
export function turnsPage(before: object, after: object): boolean {
  const pages = (search: object) => Object.entries(search).filter(([name, value]) => name.endsWith("page") && value !== undefined);
  return pages(before).join(" ") !== pages(after).join(" ");
}

/** The address of a page on which something new is being created. */
export const NewSearch = z.object({ new: z.literal(true).optional().catch(undefined) });
