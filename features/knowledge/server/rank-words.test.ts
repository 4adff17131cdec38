import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createOrganization, createProject } from "#testing/factories.ts";
import { addDocument } from "#testing/knowledge.ts";
import { makeSearchable, runIndexing } from "#testing/search.ts";
import { searchPassages } from "./search-passages.ts";

const target = useApp();

async function createBase(...texts: string[]) {
  const { id, owner } = await createOrganization(target);
  const projectId = await createProject(target, id, owner.id);
  const add = (title: string, ...passages: { headings?: string[]; text: string }[]) =>
    addDocument(target, id, projectId, { title, passages });
  if (texts.length > 0) await add("Notes", ...texts.map((text) => ({ text })));
  const search = (query: string) =>
    target.platform.database.transaction({ kind: "tenant", organizationId: id }, "read", ({ db }) =>
      searchPassages(db, { organizationId: id, projectId }, query, 10),
    );
  return { id, projectId, add, search, first: async (query: string) => (await search(query))[0]?.text };
}

/** Of each pair, what is asked finds what is written, among everything that is written in the others. */
async function expectFound(pairs: readonly (readonly [asked: string, written: string])[]): Promise<void> {
  const base = await createBase(...pairs.map(([, written]) => written));
  const found: [string, string | undefined][] = [];
  for (const [asked] of pairs) found.push([asked, await base.first(asked)]);
  expect(found).toEqual(pairs);
}

test("a word with a slip finds what the project calls it", async () => {
  await expectFound([
    ["copyrigth", "The copyright belongs to the author."],
    ["furnitre", "Garden furniture stays outside."],
    ["custmer", "Each customer has a number."],
    ["recieve", "Parcels that you receive damaged are replaced."],
    ["acommodation", "We pay for accommodation near the venue."],
    ["adress", "The address is on the invoice."],
    ["guarrantee", "A guarantee covers two winters."],
    ["dwonload", "Download the manual as a file."],
    ["Rechnugn", "Die Rechnung kommt per Post."],
    ["доствка", "Доставка занимает неделю."],
    ["seperately", "Batteries are sold separately."],
    ["devoluzion", "La devolución es gratuita."],
  ]);
});

test("a slip is looked for in the own project alone", async () => {
  const [mine, other] = [await createBase("Nothing of the kind."), await createBase("The copyright belongs to the author.")];
  expect(await mine.search("copyrigth")).toEqual([]);
  expect(await other.first("copyrigth")).toContain("copyright");
});

test("a word that the project knows is not taken for another", async () => {
  const base = await createBase("The quiet room is upstairs.", "The quite large room is downstairs.");
  expect((await base.search("quiet")).map(({ text }) => text)).toEqual(["The quiet room is upstairs."]);
});

test("a long compound is found by its beginning and by its end, and finds what is written in two words", async () => {
  await expectFound([
    ["Frist", "Die Rückgabefrist beträgt zwei Wochen."],
    ["Kosten", "Versandkosten trägt der Händler."],
    ["Garantie", "Eine Garantieverlängerung gibt es im Laden."],
    ["Urlaubsantrag", "Jeder Urlaub wird mit einem Antrag gemeldet."],
    ["Kreditkarte", "Eine Karte mit Kredit nehmen wir an."],
    ["termijn", "De betalingstermijn is dertig dagen."],
    ["verzekering", "Een reisverzekering is verplicht."],
    ["leverans", "Leveransvillkor gäller alla kunder."],
    ["försäkring", "En hemförsäkring räcker."],
    ["huoneisto", "Lomahuoneisto on vapaa kesällä."],
    ["fødsel", "Ved fødselspermisjon dekkes lønnen."],
    ["keyboard", "Keyboardlayouts differ."],
  ]);
});

test("a word is found however it is joined", async () => {
  await expectFound([
    ["wifi", "Free wi-fi in every room."],
    ["log in", "Your login is secret."],
    ["sign-up", "Signup needs an invitation."],
    ["AB1234", "Spare part AB-1234 is blue."],
    ["CD 5678", "Spare part CD5678 is red."],
    ["EF-9012", "Spare part EF 9012 is green."],
    ["ecommerce", "Our e-commerce team is in Porto."],
    ["check in", "Checkin starts at noon."],
    ["10kg", "Parcels up to 10 kg go by bicycle."],
    ["25 cm", "Frames are 25cm wide."],
    ["tshirt", "A T-shirt can be exchanged."],
    ["set up", "Setup takes a minute."],
  ]);
});

test("a number is found however it is written", async () => {
  await expectFound([
    ["1250", "The deposit is 1,250.00 dollars."],
    ["2.250,00", "The deposit is 2250 euros."],
    ["3 250,00", "The deposit is 3,250 crowns."],
    ["4'250.00", "The deposit is 4250 francs."],
    ["5250.00", "The deposit is 5.250 pesos."],
    ["1,25,000", "The deposit is 125000 rupees."],
    ["٦٢٥٠", "The deposit is 6250 dinars."],
    ["7\u00a0250", "The deposit is 7250 zloty."],
    ["8250,00", "The deposit is 8\u202f250 kuna."],
    ["1.000.250,00", "The deposit is 1,000,250 lira."],
  ]);
});

test("traditional Chinese finds simplified, and the other way round", async () => {
  await expectFound([
    ["退貨政策", "退货政策适用于所有商品。"],
    ["发票", "發票會寄到您的信箱。"],
    ["運費", "运费由卖家承担。"],
    ["密码", "請在登入頁重設密碼。"],
    ["訂單", "订单可以取消。"],
    ["账户", "帳戶與賬戶安全。"],
    ["優惠券", "优惠券有效期三个月。"],
    ["会员", "會員享有折扣。"],
    ["營業時間", "营业时间是九点到五点。"],
    ["质保", "質保兩年。"],
  ]);
});

test("a heading that says the question comes before a passage that only mentions it more often", async () => {
  const base = await createBase();
  await base.add(
    "Handbook",
    ...Array.from({ length: 30 }, (_, at) => ({ text: `Chapter ${at} is about garden furniture and how it is stored.` })),
  );
  await base.add(
    "Terms",
    { headings: ["Orders"], text: "Gift cards count as paid. A gift card can be refunded once." },
    {
      headings: ["Refunds of gift cards"],
      text: "They are paid back within a week, whatever the reason for it was and wherever the purchase was made.",
    },
  );
  expect(await base.first("refund of gift cards?")).toMatch(/^They are paid back/);
});

test("of a story, the question counts most", async () => {
  const base = await createBase();
  const story = "My nephew plays the trombone in Salzburg and loves mountaineering. Do you repair zippers?";
  await base.add("Notes", { text: "Trombone lessons in Salzburg." }, { text: "Zippers are what we repair." });
  await base.add("More", ...Array.from({ length: 20 }, (_, at) => ({ text: `We sell many things, number ${at}.` })));
  expect(await base.first(story)).toBe("Zippers are what we repair.");
});

test("passages of before are found as they were until they are indexed again, each once, whatever cuts that off", async () => {
  const base = await createBase(...Array.from({ length: 230 }, (_, at) => `Free wi-fi in room ${at}.`));
  const { admin } = target.database;
  const statistics = async () => {
    const { rows } = await admin.query(
      "select (select count(*)::int from postings where organization_id = $1) postings, sum(chunk_count)::int passages, sum(term_count)::int terms from document_lengths where organization_id = $1",
      [base.id],
    );
    return rows[0];
  };
  const whole = await statistics();
  const { rowCount } = await admin.query("delete from postings where organization_id = $1 and term = 'room'", [base.id]);
  expect(rowCount).toBe(230);
  const found = async () => (await base.search("room")).length;
  expect(await found()).toBe(0);
  await admin.query("insert into search_backlogs (organization_id, kind) values ($1, 'passages')", [base.id]);
  let looks = 0;
  const cut = { throwIfAborted: () => void (looks++ === 1 && expect.fail("cut off")) } as AbortSignal;
  await expect(runIndexing(target, "passages", cut)).rejects.toThrow("cut off");
  expect(await found()).toBe(10);
  await runIndexing(target, "passages");
  expect(await statistics()).toEqual(whole);
  await makeSearchable(target, base.id, "passages");
  expect(await statistics()).toEqual(whole);
});
