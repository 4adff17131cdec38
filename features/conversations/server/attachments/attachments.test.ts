import { existsSync } from "node:fs";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createMember,
  createOrganization,
  createProject,
  formOf,
  setStatus,
  startConversation,
  visitorOrigin,
  type TestMember,
  type TestOrganization,
  type TestVisit,
} from "#testing/factories.ts";
import { setBudget } from "#testing/budgets.ts";
import { runQueued } from "#testing/run-job.ts";
import { askAll, callAsVisitor } from "#testing/visitor.ts";
import type { Attachment } from "../../contract/attachment.ts";
import type { Conversation, Message, VisitorMessages } from "../../contract.ts";
import { sweepAttachments } from "./sweep-attachments.ts";

const target = useApp();
let organization: TestOrganization;
let colleague: TestMember;
let project: string;
let agent: string;
let visit: TestVisit;
beforeEach(async () => {
  organization = await createOrganization(target);
  colleague = await createMember(target, organization.id, "member");
  project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project);
  visit = await startConversation(target, agent);
});

type Refused = { error: { code: string; message: string } };
type File = Parameters<typeof formOf>[0];
const note: File = { name: "note.txt", bytes: "Two chairs, please." };
const send = (file: File = note, as: TestVisit = visit) =>
  callAsVisitor<Attachment & Refused>(target, as, "POST /attachments", formOf(file));
const idOf = async (file?: File) => (await send(file)).body.id;
const at = (rest = "") => `/v1/organizations/${organization.id}/projects/${project}/conversations/${visit.conversation_id}${rest}`;
const act = <Body = Attachment & Message & Refused>(line: string, body?: object, as: TestMember = colleague) => {
  const [method = "", path = ""] = line.split(" ");
  return call<Body>(target, as, `${method} ${at(path)}`, body);
};
const seen = async () => (await callAsVisitor<VisitorMessages>(target, visit, "GET /messages")).body.data;
const told = async () => (await act<{ data: Message[] }>("GET /messages")).body.data;
const fetchOwn = async (id: string, as: TestVisit = visit) =>
  target.app.request(`/widget/v1/conversations/${as.conversation_id}/attachments/${id}`, {
    headers: { origin: visitorOrigin, authorization: `Bearer ${as.visitor_token}` },
  });
const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await target.database.admin.query<Row>(text, values)).rows;
const stored = async () =>
  Number(
    (
      await query<{ sum: string | null }>("select sum(quantity) from usage_events where organization_id = $1 and kind = 'bytes_stored'", [
        organization.id,
      ])
    )[0]!.sum ?? 0,
  );
const filesOf = async () =>
  (await readdir(join(target.filesFolder, organization.id)).catch(() => [])).filter((name) => name.startsWith("att_"));
const paint = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: "#3a7" } });
const sweep = () => sweepAttachments.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });

describe("kind by content", () => {
  test.each(["jpeg", "png", "webp", "gif", "avif"] as const)(
    "%s is re-encoded as WebP, upright and without what a camera notes",
    async (format) => {
      const bytes = await paint()
        .withExif({ IFD0: { Artist: "Secret Person" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 12/1" } })
        .withMetadata({ orientation: format === "gif" ? 1 : 6 })
        .toFormat(format)
        .toBuffer();
      const { status, body } = await send({ name: `IMG 1.${format}`, bytes });
      const [width, height] = format === "gif" ? [60, 40] : [40, 60];
      expect([status, body]).toEqual([
        201,
        { id: expect.stringMatching(/^att_/), name: "IMG 1.webp", kind: "image", size_bytes: body.size_bytes, width, height },
      ]);
      const response = await fetchOwn(body.id);
      expect(response.headers.get("content-type")).toBe("image/webp");
      const made = Buffer.from(await response.arrayBuffer());
      expect(made.length).toBe(body.size_bytes);
      const facts = await sharp(made).metadata();
      expect([facts.format, facts.exif, facts.xmp, facts.icc, facts.orientation]).toEqual([
        "webp",
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(made.includes("Secret")).toBe(false);
    },
  );

  test("of what moves the first picture is left, and a large one is shrunk", async () => {
    const frames = await sharp([await paint().png().toBuffer(), await paint().negate().png().toBuffer()], { join: { animated: true } })
      .gif()
      .toBuffer();
    const moving = await send({ name: "a.gif", bytes: frames });
    expect((await sharp(Buffer.from(await (await fetchOwn(moving.body.id)).arrayBuffer())).metadata()).pages ?? 1).toBe(1);
    expect((await send({ name: "wide.png", bytes: await paint(5_120, 100).png().toBuffer() })).body).toMatchObject({
      width: 2_560,
      height: 50,
    });
  });

  test.each<[string, File, Partial<Attachment>]>([
    ["a PDF by another name", { name: "photo.png", bytes: "%PDF-1.7\n%âãÏÓ" }, { kind: "pdf", name: "photo.png.pdf" }],
    ["a PDF that is HTML too", { name: "a.html", bytes: "%PDF-1.7\n<script>alert(1)</script>" }, { kind: "pdf", name: "a.html.pdf" }],
    ["HTML", { name: "a.html", type: "text/html", bytes: "<script>alert(1)</script>" }, { kind: "text", name: "a.html.txt" }],
    [
      "SVG",
      { name: "a.svg", type: "image/svg+xml", bytes: "<svg xmlns='http://www.w3.org/2000/svg'/>" },
      { kind: "text", name: "a.svg.txt" },
    ],
    [
      "a path and signs that turn the name round",
      { name: "../../etc/in\u202Evoice\r\n.txt", bytes: "x" },
      { name: "invoice .txt", kind: "text" },
    ],
    ["a path of Windows", { name: "C:\\temp\\plan.csv", bytes: "a;b" }, { name: "plan.csv", kind: "text" }],
  ])("%s", async (_what, file, expected) => {
    const { status, body } = await send(file);
    expect([status, body]).toMatchObject([201, expected]);
    const { headers } = await fetchOwn(body.id);
    expect(headers.get("content-type")).toBe(expected.kind === "pdf" ? "application/pdf" : "text/plain");
    expect(headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  test.each<[string, () => File | Promise<File>, number, RegExp]>([
    ["nothing", () => ({ name: "a.txt", bytes: "" }), 422, /empty/],
    ["a program", () => ({ name: "a.txt", bytes: Buffer.from("7f454c46020101000000", "hex") }), 415, /Only images/],
    ["an archive", () => ({ name: "a.pdf", bytes: Buffer.from("504b0304140000000800", "hex") }), 415, /Only images/],
    ["more than 5 MB", () => ({ name: "a.txt", bytes: "x".repeat(5_000_001) }), 413, /5 MB/],
    [
      "an image that was cut",
      async () => ({ name: "a.png", bytes: (await paint(900, 900).jpeg().toBuffer()).subarray(0, 2_000) }),
      422,
      /damaged/,
    ],
    ["an image of 60,000 × 60,000 points", () => ({ name: "a.png", bytes: hugePng() }), 422, /50 million/],
  ])("%s is refused, and leaves nothing", async (_what, file, status, sentence) => {
    const refused = await send(await file());
    expect([refused.status, refused.body.error.message]).toEqual([status, expect.stringMatching(sentence)]);
    expect([await filesOf(), await stored()]).toEqual([[], 0]);
  });
});

describe("sending", () => {
  test("a visitor's files come with their message, the team reads them, and a reload keeps them", async () => {
    const ids = [await idOf(), await idOf({ name: "b.pdf", bytes: "%PDF-1.4" })];
    await askAll(target, visit, "Here it is.", { attachments: ids.toReversed() });
    const mine = (await seen()).find(({ role }) => role === "visitor")!;
    expect(mine.attachments?.map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await told()).map(({ attachments }) => attachments.length)).toEqual([2, 0]);
    const response = await target.app.request(at(`/attachments/${ids[0]}`), { headers: { cookie: colleague.cookie } });
    expect([response.status, await response.text()]).toEqual([200, "Two chairs, please."]);
    const partly = await target.app.request(at(`/attachments/${ids[0]}`), { headers: { cookie: colleague.cookie, range: "bytes=4-9" } });
    expect([partly.status, await partly.text()]).toEqual([206, "chairs"]);
  });

  test("the team's files come with a reply, of who uploaded them", async () => {
    await askAll(target, visit, "Hello");
    await act("POST /take-over", {});
    const { body: mine } = await act("POST /attachments", formOf(note));
    const other = await act("POST /attachments", formOf(note), organization.owner);
    expect((await act("POST /messages", { text: "", attachments: [other.body.id] })).status).toBe(422);
    expect((await fetchOwn(mine.id)).status).toBe(404);
    const reply = await act("POST /messages", { text: "", attachments: [mine.id] });
    expect([reply.status, reply.body.attachments]).toEqual([201, [mine]]);
    expect((await seen()).at(-1)).toMatchObject({ role: "person", text: "", attachments: [mine] });
    expect((await fetchOwn(mine.id)).status).toBe(200);
    expect((await act<Conversation>("GET ")).body.last_message).toMatchObject({ role: "person", attachments: [{ name: "note.txt" }] });
  });

  test("each is sent once; a retry of the same message is the same message", async () => {
    const id = await idOf();
    const first = await askAll(target, visit, "", { attachments: [id], key: "one" });
    const again = await askAll(target, visit, "", { attachments: [id], key: "one" });
    expect(again.events.at(-1)!.data.message_id).toBe(first.events.at(-1)!.data.message_id);
    expect((await askAll(target, visit, "", { attachments: [id], key: "two" })).status).toBe(422);
    expect((await askAll(target, visit, "", { attachments: [await idOf()], key: "one" })).status).toBe(409);
    expect((await seen()).filter(({ role }) => role === "visitor")).toHaveLength(1);
  });

  test("a message needs words or a file, has three files at most, each once, and none of another conversation", async () => {
    const ids = [await idOf(), await idOf(), await idOf(), await idOf()];
    const other = await startConversation(target, agent);
    const foreign = (await send(note, other)).body.id;
    const statuses = [];
    for (const attachments of [[], ids, [ids[0]!, ids[0]!], [foreign], ["att_nothing"]])
      statuses.push((await askAll(target, visit, "", { attachments })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422]);
    expect(await seen()).toEqual([]);
    expect((await fetchOwn(foreign)).status).toBe(404);
    expect((await fetchOwn(foreign, other)).status).toBe(200);
  });

  test("a conversation has twenty files at most, also where many come at once", async () => {
    await askAll(target, visit, "Hello");
    const statuses = (await Promise.all(Array.from({ length: 22 }, () => send()))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([...Array.from({ length: 20 }, () => 201), 409, 409]);
    expect(await filesOf()).toHaveLength(20);
  });

  test("in a test chat too", async () => {
    const begun = await call<TestVisit>(
      target,
      colleague,
      `POST /widget/v1/agents/${agent}/conversations`,
      {},
      { origin: target.platform.env.appUrl },
    );
    const chat = { ...begun.body, origin: target.platform.env.appUrl };
    const { status, body } = await send(note, chat);
    expect(status).toBe(201);
    await askAll(target, chat, "", { attachments: [body.id] });
    expect(await query("select test from messages where conversation_id = $1", [chat.conversation_id])).toEqual([
      { test: true },
      { test: true },
    ]);
  });
});

describe("files without a word", () => {
  const sendFile = async () => askAll(target, visit, "", { attachments: [await idOf()] });

  test.each([
    ["Hello, I have a question about my order", /^I cannot look into files\. .+ person, just say so\.$/],
    ["Guten Tag, ich habe eine Frage zu meiner Bestellung", /^Dateien kann ich nicht ansehen\. .+ Menschen/],
  ])("are answered in the visitor's language by what an agent can do: %s", async (before, said) => {
    await askAll(target, visit, before);
    const answer = await sendFile();
    expect([answer.text, answer.events.at(-1)!.data]).toEqual([
      expect.stringMatching(said),
      expect.objectContaining({ outcome: "answered" }),
    ]);
  });

  test.each(["waiting", "person"])("are taken silently in the state %s", async (state) => {
    await callAsVisitor(target, visit, "POST /handover", {});
    if (state === "person") await act("POST /take-over", {});
    const { events } = await sendFile();
    expect(events).toMatchObject([{ event: "done", data: { outcome: "person", handover: state } }]);
    expect((await told()).at(-1)).toMatchObject({ role: "visitor", text: "", attachments: [{ name: "note.txt" }] });
  });

  test("are no title and no question", async () => {
    await sendFile();
    expect((await act<Conversation>("GET ")).body).toMatchObject({ opening: null, unanswered: 0 });
    await askAll(target, visit, "Where is my order?");
    expect((await act<Conversation>("GET ")).body.opening).toBe("Where is my order?");
  });
});

describe("storage", () => {
  test("counts what lies there, and where there is no room the visitor is told no more than that", async () => {
    const { body } = await send();
    expect(await stored()).toBe(body.size_bytes);
    await setBudget(target, organization, { bytes_stored: body.size_bytes + 1 });
    const refused = await send();
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      "No files can be taken here at the moment. Your message can be sent without it.",
    ]);
    const ofTeam = await act("POST /attachments", formOf(note));
    expect(ofTeam.body.error.message).toMatch(/^The budget of storage of this organization is spent/);
    expect(await filesOf()).toHaveLength(1);
  });

  test("nothing is taken where the organization is read-only", async () => {
    await send();
    await setStatus(target, organization.id, "suspended");
    expect([(await send()).status, (await act("POST /attachments", formOf(note))).status]).toEqual([423, 423]);
    expect(await filesOf()).toHaveLength(1);
  });

  const projectPath = () => at().replace(/\/conversations.*/, "");
  test.each<[string, () => Promise<unknown>]>([
    ["its conversation", () => act("DELETE ", undefined, organization.owner)],
    ["its agent", () => call(target, organization.owner, `DELETE ${projectPath()}/agents/${agent}`)],
    ["its project", () => call(target, organization.owner, `DELETE ${projectPath()}`)],
  ])("a file goes with %s, and is stored no more", async (_what, remove) => {
    await askAll(target, visit, "", { attachments: [await idOf()] });
    expect(await filesOf()).toHaveLength(1);
    await remove();
    await runQueued(target, /^attachment\./);
    expect([await filesOf(), await stored(), await query("select from attachments where organization_id = $1", [organization.id])]).toEqual(
      [[], 0, []],
    );
  });

  test("uploads while their conversation, then their agent, is deleted leave nothing, and nothing is counted", async () => {
    for (const remove of [
      () => act("DELETE ", undefined, organization.owner),
      () => call(target, organization.owner, `DELETE ${projectPath()}/agents/${agent}`),
    ]) {
      visit = await startConversation(target, agent);
      await askAll(target, visit, "Hello");
      const uploads = Array.from({ length: 6 }, () => send());
      await Promise.race(uploads);
      await remove();
      await Promise.all(uploads);
    }
    // What comes after the end of a conversation begins it again, as a message does, and is sent with none.
    await query("update attachments set created_at = now() - interval '2 hours' where organization_id = $1", [organization.id]);
    await sweep();
    await runQueued(target, /^attachment\./);
    expect(await query("select from attachments where organization_id = $1", [organization.id])).toEqual([]);
    expect([await filesOf(), await stored()]).toEqual([[], 0]);
  });

  test("what was uploaded and never sent goes after an hour, and a file that has no row", async () => {
    const sent = await idOf();
    await askAll(target, visit, "", { attachments: [sent] });
    const [old, young] = [await idOf(), await idOf()];
    await query("update attachments set created_at = now() - interval '61 minutes' where organization_id = $1 and id = any($2)", [
      organization.id,
      [old, sent],
    ]);
    const orphan = join(
      target.filesFolder,
      organization.id,
      young.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    );
    await writeFile(orphan, "half");
    await utimes(orphan, new Date(0), new Date(0));
    await sweep();
    await runQueued(target, /^attachment\./);
    expect(existsSync(orphan)).toBe(false);
    expect((await filesOf()).toSorted()).toEqual([sent, young].toSorted());
    expect((await askAll(target, visit, "", { attachments: [old] })).status).toBe(422);
  });
});

/** A header that claims so many points, and next to nothing behind it. */
function hugePng(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from("0000ea600000ea600802000000", "hex");
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(1_000))), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...parts]);
}
