import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { identityExamples } from "#features/agents/dashboard/identity-examples.ts";
import { readToken } from "./read-token.ts";

const secret = "a-secret-of-a-test";
/** How each is run, with what calls it. */
const runs: Record<string, { program: string; file: string; begin?: string; call: string }> = {
  Node: {
    program: process.execPath,
    file: "token.mjs",
    call: 'console.log(chatToken({ id: "7", name: "Ann Bell", email: "ann@example.com" }));',
  },
  PHP: {
    program: "php",
    file: "token.php",
    begin: "<?php\n",
    call: "echo chat_token(['id' => 7, 'name' => 'Ann Bell', 'email' => 'ann@example.com']);",
  },
  Python: { program: "python3", file: "token.py", call: 'print(chat_token({"id": 7, "name": "Ann Bell", "email": "ann@example.com"}))' },
  Ruby: { program: "ruby", file: "token.rb", call: 'puts chat_token({ id: 7, name: "Ann Bell", email: "ann@example.com" })' },
};

for (const { name, code } of identityExamples) {
  const { program, file, begin = "", call } = runs[name]!;
  // What is not installed cannot be tried; the others can.
  const isMissing = spawnSync(program, ["--version"]).status !== 0;
  test.skipIf(isMissing)(
    `the example in ${name} signs a token that is taken${isMissing ? ` (${program} is not installed here)` : ""}`,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "token-"));
      await writeFile(join(folder, file), `${begin}${code("agt_7")}\n\n${call}\n`);
      const token = execFileSync(program, [join(folder, file)], { encoding: "utf8", env: { ...process.env, CHAT_SECRET: secret } });
      await rm(folder, { recursive: true });
      expect(readToken(token.trim(), { agentId: "agt_7", secret })).toEqual({ subject: "7", name: "Ann Bell", email: "ann@example.com" });
    },
  );
}
