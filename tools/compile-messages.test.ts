import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { compileAll, readCatalog } from "./compile-messages.ts";

const root = dirname(import.meta.dirname);
/** Languages beside English, each by the ending of its files. */
const others = ["de"];
const catalogs = globSync(["{browser,dashboard}/**/messages.ts", "features/*/dashboard/**/messages.ts"], { cwd: root });

test("there are catalogs to look at", () => {
  expect(catalogs).toContain("browser/messages.ts");
});

test.each(catalogs)("every message of %s can be read", async (path) => {
  const messages = await readCatalog(readFileSync(join(root, path), "utf8"));
  expect(() => compileAll(messages)).not.toThrow();
});

test.each(catalogs.flatMap((path) => others.map((language) => [path, language] as const)))(
  "%s has each message in %s, of the same values and tags",
  async (path, language) => {
    const [english, translated] = await Promise.all(
      [path, path.replace(/\.ts$/, `.${language}.ts`)].map(async (file) =>
        messagesOf(await readCatalog(readFileSync(join(root, file), "utf8"))),
      ),
    );
    expect([...translated!.keys()].toSorted()).toEqual([...english!.keys()].toSorted());
    const off = [...english!].flatMap(([key, message]) => {
      const [known, used] = [namesIn(message), namesIn(translated!.get(key)!)];
      const unknown = [...used.values, ...used.tags].filter((name) => !known.values.has(name) && !known.tags.has(name));
      const lost = [...known.tags].filter((tag) => !used.tags.has(tag) && !left.has(`${path} ${key} ${tag}`));
      const unsaid = [...known.values].filter((name) => !used.values.has(name) && !left.has(`${path} ${key} ${name}`));
      return [...unknown, ...lost, ...unsaid].map((name) => `${key}: ${name}`);
    });
    expect(off).toEqual([]);
  },
);

/** Values that another language does without, since its sentence is the same for all of them. */
const left = new Set([
  "features/invitations/dashboard/messages.ts acceptInvitation.invitesAs role",
  "features/invitations/dashboard/messages.ts acceptInvitation.invitedAs role",
  "features/knowledge/dashboard/messages.ts sourceMenu.whatGoes noun",
  "features/members/dashboard/messages.ts ownershipSection.owners count",
]);

function messagesOf(messages: Awaited<ReturnType<typeof readCatalog>>, above = ""): Map<string, string> {
  if (typeof messages === "string") return new Map([[above, messages]]);
  return new Map(Object.entries(messages).flatMap(([name, below]) => [...messagesOf(below, above ? `${above}.${name}` : name)]));
}

/** What a message is given: the names of its values, in any branch of it, and of its tags. */
function namesIn(message: string): { values: Set<string>; tags: Set<string> } {
  const [values, tags] = [new Set<string>(), new Set<string>()];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [name, kind] = part as unknown[];
    // A tag is its name and what is inside it, a value its name alone or with a number for what it is; 0 is the # of a plural.
    const isNamed = typeof name === "string" && (part.length === 1 || (typeof kind === "number" && kind > 0));
    if (isNamed) values.add(name);
    for (const inside of isNamed ? part.slice(2).flatMap((more) => (isBranches(more) ? Object.values(more) : [])) : part) walk(inside);
  };
  const compiled = compileAll({ message }) as { message: unknown };
  if (typeof compiled.message !== "string") for (const part of compiled.message as unknown[]) walk(part);
  for (const [, tag] of message.matchAll(/<(\w+)>/g)) tags.add(tag!);
  return { values, tags };
}

const isBranches = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

test("a message that cannot be read is named", () => {
  expect(() => compileAll({ list: { counted: "{count, plural, one {# file}" } })).toThrow("list.counted");
});
