import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTurnsInDocs } from "./english-in-docs.ts";
import { found } from "./lint/turns.ts";

const root = mkdtempSync(join(tmpdir(), "botcadence-english-"));
beforeAll(() => {
  mkdirSync(join(root, "docs/decisions"), { recursive: true });
  mkdirSync(join(root, "migrations"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a turn in Markdown is reported with its page and line, what is code is not", () => {
  writeFileSync(join(root, "README.md"), "It works.\n\nThe upload goes on by itself.\n\n```\n# goes on anew\n```\n`anew`");
  writeFileSync(join(root, "docs/decisions/0001-one.md"), "# Whoever asks\n");
  expect(findTurnsInDocs(root).map((line) => line.split(" ")[0])).toEqual(["README.md:3:", "docs/decisions/0001-one.md:1:"]);
  rmSync(join(root, "README.md"));
  rmSync(join(root, "docs/decisions/0001-one.md"));
});

test("a turn in a comment of an unreleased migration is reported, also over two lines; released ones and statements are not", () => {
  writeFileSync(join(root, "migrations/0041-released.sql"), "-- Whoever goes on anew.\n");
  writeFileSync(
    join(root, "migrations/0042-new.sql"),
    "-- A key that may\n-- more than another.\ncreate table anew (); -- counts anew\ninsert into words values ('whoever');\n",
  );
  expect(findTurnsInDocs(root).map((line) => line.split(" ")[0])).toEqual(["migrations/0042-new.sql:1:", "migrations/0042-new.sql:3:"]);
});

describe("a turn", () => {
  test.each([
    "A key never may more than you.",
    "It may only what you tick.",
    "This role may more than yours.",
    "This role may not less.",
    "Go on where you stopped.",
    "The month that goes on",
    "Look at your mail.",
    "You are led back.",
    "Made on 3 March",
    "It was made on 3 March.",
    "Changes hold from the next answer on.",
    "It starts the server anew.",
    "Your role does not open this.",
    "Who is written to about money",
    "None by 29 October either",
    "Good until it is revoked",
    "Nobody makes one who may more than he does.",
    "An operator who issues invoices himself",
    "Whoever has the link",
    "Enter an e-mail address.",
    "What stands in the address",
    "The organization as it stands",
    "How the organization stands",
    "Making an account takes a minute.",
    "No key has it: that takes a person.",
  ])("is found in %j", (text) => {
    expect(found(text)).not.toEqual([]);
  });

  test.each([
    "A key can never do more than you can.",
    "You may invite up to 100 people.",
    "It goes on to the next step.",
    "This stands for every subdomain.",
    "She's here; the other one is not.",
    "Make this number primary.",
    "It makes an organization read-only.",
    "The stand-in holds what it is given.",
    "Everybody can use their own key.",
  ])("is not found in %j", (text) => {
    expect(found(text)).toEqual([]);
  });
});
