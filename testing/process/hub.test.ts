import { expect, test } from "vitest";
import type { Message } from "#features/conversations/contract.ts";
import { createTestDatabase, variablesFor } from "#testing/database.ts";
import { callOf, signUp, type Account } from "./account.ts";
import { eventually, startServer } from "./server-process.ts";

const visitors = 6;
const colleagues = 4;
const origin = "https://shop.example";

type Chat = { id: string; headers: Record<string, string> };
/** What was sent, by its key, and whether an answer of ours promised to keep it. */
type Sent = Map<string, { chat: Chat; text: string; isAcknowledged: boolean }>;

test(
  "of two processes one is killed under load: nothing that was acknowledged is lost or doubled on the other",
  { timeout: 240_000 },
  async () => {
    const database = await createTestDatabase();
    const variables = variablesFor(database);
    const [first, second] = [await startServer({ variables }), await startServer({ variables })];
    const account = await signUp(first.url);
    const made = async (line: string, body: object) => (await (await callOf(account, line, body)).json()) as { id: string };
    const project = await made("POST /projects", { name: "Help" });
    const agent = await made(`POST /projects/${project.id}/agents`, { name: "Desk" });
    const conversations = `/projects/${project.id}/conversations`;

    const begin = async (): Promise<Chat> => {
      const begun = await fetch(`${second.url}/widget/v1/agents/${agent.id}/conversations`, { method: "POST", headers: { origin } });
      const { conversation_id, visitor_token } = (await begun.json()) as { conversation_id: string; visitor_token: string };
      return { id: conversation_id, headers: { origin, authorization: `Bearer ${visitor_token}`, "content-type": "application/json" } };
    };
    const ask = (url: string, { id, headers }: Chat, key: string, text: string) =>
      fetch(`${url}/widget/v1/conversations/${id}/messages`, {
        method: "POST",
        headers: { ...headers, "idempotency-key": key },
        body: JSON.stringify({ text }),
      });
    const reply = ({ url, cookie, organizationId }: Account, { id }: Chat, key: string, text: string) =>
      fetch(`${url}/v1/organizations/${organizationId}${conversations}/${id}/messages`, {
        method: "POST",
        headers: { cookie, origin: url, "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ text }),
      });

    const [asking, answered] = [
      await Promise.all(Array.from({ length: visitors }, begin)),
      await Promise.all(Array.from({ length: colleagues }, begin)),
    ];
    for (const chat of answered) {
      await fetch(`${second.url}/widget/v1/conversations/${chat.id}/handover`, { method: "POST", headers: chat.headers, body: "{}" });
      expect((await callOf(account, `POST ${conversations}/${chat.id}/take-over`, {})).status).toBe(200);
    }

    const sent: Sent = new Map();
    let isOver = false;
    /** One after the other: each until the process says that it has it, or is gone. */
    async function sendOn(name: string, chat: Chat, send: (key: string, text: string) => Promise<Response>): Promise<void> {
      for (let index = 0; !isOver; index += 1) {
        const key = `${name}-${index}`;
        const one = { chat, text: `Where is parcel ${key}?`, isAcknowledged: false };
        sent.set(key, one);
        const isKept = await send(key, one.text)
          .then(async (response) => response.ok && (await response.text()) !== "")
          .catch(() => false);
        one.isAcknowledged = isKept;
        if (!isKept) return;
      }
    }
    const load = Promise.all([
      ...asking.map((chat, index) => sendOn(`v${index}`, chat, (key, text) => ask((index % 2 ? first : second).url, chat, key, text))),
      ...answered.map((chat, index) =>
        sendOn(`t${index}`, chat, (key, text) => reply({ ...account, url: (index % 2 ? first : second).url }, chat, key, text)),
      ),
    ]);
    const kept = () => [...sent.values()].filter(({ isAcknowledged }) => isAcknowledged).length;
    expect(await eventually(() => kept() > 120, 60_000)).toBe(true);
    process.kill(first.pid, "SIGKILL");
    expect(await first.exited).toBe("SIGKILL");
    const atKill = kept();
    expect(await eventually(() => kept() > atKill + 20, 60_000)).toBe(true);
    isOver = true;
    await load;

    // What nobody acknowledged is sent again to the other, as a widget and a colleague would; an answer that was cut off has its lease.
    const there = { ...account, url: second.url };
    for (const [key, { chat, text }] of [...sent].filter(([, { isAcknowledged }]) => !isAcknowledged)) {
      const again = () => (key.startsWith("v") ? ask(second.url, chat, key, text) : reply(there, chat, key, text));
      expect(await eventually(async () => (await again()).ok, 60_000), key).toBe(true);
    }
    for (const chat of [...asking, ...answered]) {
      const stored: Message[] = [];
      for (let page = 1; ; page += 1) {
        const response = await callOf(there, `GET ${conversations}/${chat.id}/messages?per_page=100&page=${page}`);
        const { data } = (await response.json()) as { data: Message[] };
        stored.push(...data);
        if (data.length < 100) break;
      }
      const written = stored.filter(({ role }) => role === "visitor" || role === "person").map(({ text }) => text);
      const wanted = [...sent.values()].filter((one) => one.chat === chat).map(({ text }) => text);
      expect(written.toSorted()).toEqual(wanted.toSorted());
      const { message_count } = (await (await callOf(there, `GET ${conversations}/${chat.id}`)).json()) as { message_count: number };
      expect(message_count).toBe(stored.length);
    }
    await second.stop();
    await database.drop();
  },
);
