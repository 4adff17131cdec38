import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createAsked, question } from "#testing/budgets.ts";
import { createConversation, startConversation, startTestChat } from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";

const target = useApp();

test("of conversations from before, those without a message go, and the ledger tells which were test chats", async () => {
  const { organization, project, agent } = await createAsked(target);
  await createConversation(target, organization.id, project, agent);
  const website = await startConversation(target, agent);
  const testChat = await startTestChat(target, agent, organization.owner);
  for (const visit of [website, testChat]) await askAll(target, visit, question);
  const { admin } = target.database;
  await admin.query("update conversations set last_message_at = null where message_count = 0");
  await admin.query("alter table conversations drop column test cascade, alter column origin set not null");
  await admin.query("alter table agents drop column allow_web_views");
  await admin.query(await readFile(new URL("../../../migrations/0033-visits.sql", import.meta.url), "utf8"));
  const { rows } = await admin.query("select id, test from conversations where organization_id = $1 order by test", [organization.id]);
  expect(rows).toEqual([
    { id: website.conversation_id, test: false },
    { id: testChat.conversation_id, test: true },
  ]);
});
