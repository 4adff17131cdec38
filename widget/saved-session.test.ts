import { expect, test } from "vitest";
import { openSavedSession } from "./saved-session.ts";

const session = { conversation_id: "cnv_1", visitor_token: "secret" };

test("a conversation is found again after a reload, by the same agent of the same installation only", () => {
  const storage = memoryStorage();
  openSavedSession("https://a.example", "agt_1", null, () => storage).write(session);
  expect(openSavedSession("https://a.example", "agt_1", null, () => storage).read()).toEqual(session);
  expect(openSavedSession("https://a.example", "agt_2", null, () => storage).read()).toBeNull();
  expect(openSavedSession("https://b.example", "agt_1", null, () => storage).read()).toBeNull();
});

test("forgetting it leaves nothing in the storage", () => {
  const storage = memoryStorage();
  const saved = openSavedSession("https://a.example", "agt_1", null, () => storage);
  saved.write(session);
  saved.write(null);
  expect(saved.read()).toBeNull();
  expect(storage.length).toBe(0);
});

test("where storage is blocked it lasts as long as the page", () => {
  const saved = openSavedSession("https://a.example", "agt_1", null, () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  expect(saved.read()).toBeNull();
  saved.write(session);
  expect(saved.read()).toEqual(session);
});

test("what is noted beside the token is there on the next page", () => {
  const storage = memoryStorage();
  const session = { conversation_id: "cnv_1", visitor_token: "t", person: true, seen: "msg_1" };
  openSavedSession("https://a.example", "agt_1", null, () => storage).write(session);
  expect(openSavedSession("https://a.example", "agt_1", null, () => storage).read()).toEqual(session);
});

test.each(["", "{", "null", "7", '"text"', '{"conversation_id":1,"visitor_token":"t"}', '{"conversation_id":"cnv_1"}'])(
  "what another script left there is no conversation: %s",
  (text) => {
    const storage = memoryStorage();
    storage.setItem("botcadence:https://a.example:agt_1", text);
    expect(openSavedSession("https://a.example", "agt_1", null, () => storage).read()).toBeNull();
  },
);

function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

test("a page of ours keeps its own, begins with the one that it was given, and gives that up for a new one", () => {
  const storage = memoryStorage();
  const given = { conversation_id: "cnv_1", visitor_token: "t" };
  const open = () => openSavedSession("https://a.example", "agt_1", JSON.stringify(given), () => storage);
  openSavedSession("https://a.example", "agt_1", null, () => storage).write({ conversation_id: "cnv_9", visitor_token: "u" });
  const saved = open();
  expect(saved.read()).toEqual(given);
  saved.write(null);
  expect(saved.read()).toBeNull();
  saved.write({ ...given, conversation_id: "cnv_2" });
  expect(open().read()).toMatchObject({ conversation_id: "cnv_2" });
  expect(openSavedSession("https://a.example", "agt_1", '{"test_page":"s"}', () => storage).read()).toBeNull();
});
