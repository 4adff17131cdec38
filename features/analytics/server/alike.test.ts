import { afterAll, expect, test } from "vitest";
import { openOwnEncoder } from "#platform/embeddings/own-encoder.ts";
import { groupAlike, termsOf } from "./alike.ts";

/** Twenty things that visitors of a shop ask, each in three ways: those by which the limits were chosen. */
const chosenOn = [
  ["Do you deliver to the Canary Islands?", "Is shipping to the Canary Islands possible?", "Can you send a parcel to the Canary Islands?"],
  [
    "Can I change my address after ordering?",
    "How do I change the delivery address of my order?",
    "My order has the wrong address, can it be changed?",
  ],
  ["Is there a discount for students?", "Do students get a discount?", "Are there reduced prices for students?"],
  ["Do you sell gift cards?", "Can I buy a gift card?", "Where do I get a gift voucher?"],
  ["Can I pay with Bitcoin?", "Do you accept Bitcoin?", "Is payment in Bitcoin possible?"],
  ["How do I reset my password?", "I forgot my password", "My password does not work, how do I get a new one?"],
  ["Do you have a shop in Paris?", "Is there a store in Paris?", "Where is your Paris shop?"],
  ["Are your shoes vegan?", "Do you sell vegan shoes?", "Which of the shoes are made without leather?"],
  ["Can I cancel my subscription?", "How do I end my subscription?", "I want to cancel the subscription"],
  ["Do you repair broken zips?", "Can a broken zip be repaired?", "The zip of my jacket is broken, do you fix it?"],
  ["Is the kettle dishwasher safe?", "Can I put the kettle into the dishwasher?", "Does the kettle survive the dishwasher?"],
  ["Do you offer jobs?", "Are you hiring?", "Is there an open job in your company?"],
  ["Can I get an invoice with VAT?", "I need a VAT invoice", "How do I get an invoice that shows the VAT?"],
  ["Does the tent come with pegs?", "Are pegs included with the tent?", "Do I have to buy pegs for the tent?"],
  ["What is the weight of the bicycle?", "How heavy is the bicycle?", "How much does the bike weigh?"],
  ["Can my dog come into the shop?", "Are dogs allowed in the store?", "May I bring my dog?"],
  ["Do you have an app for Android?", "Is there an Android app?", "Where can I download the Android application?"],
  ["Can I return a used mattress?", "Is it possible to send back a mattress after sleeping on it?", "Do you take back used mattresses?"],
  ["Does the lamp have a dimmer?", "Can the lamp be dimmed?", "Is the lamp dimmable?"],
  ["How long does the battery last?", "What is the battery life?", "How many hours does the battery run?"],
];
/** As many of others: a clinic, a bank, a gym, a hotel, a school. They were written before anything was measured on them. */
const heldOut = [
  ["Can I get a doctor's appointment today?", "Is a same-day appointment possible?", "I need to see the doctor today, is that possible?"],
  ["Do you treat children?", "Is there a paediatrician?", "Can I bring my four-year-old for treatment?"],
  ["Do you offer flu vaccinations?", "Can I get a flu shot with you?", "Is the influenza vaccine available?"],
  ["How do I get my test results?", "When will my blood test results be ready?", "Where can I see the results of my blood test?"],
  ["Do I need a referral?", "Can I come without a referral from my GP?", "Is a referral letter required?"],
  [
    "What is the interest rate on savings?",
    "How much interest do I get on my savings account?",
    "Which rate does the savings account pay?",
  ],
  ["How do I block a lost card?", "I lost my debit card, what now?", "My card was stolen, how can it be blocked?"],
  ["Can I open an account for my child?", "Is there a bank account for children?", "Do you have accounts for kids?"],
  [
    "What does a transfer abroad cost?",
    "Is there a fee for international transfers?",
    "How expensive is sending money to another country?",
  ],
  ["Can I raise my card limit?", "How do I increase the limit of my credit card?", "I would like a higher credit limit"],
  ["Is there a trial session at the gym?", "Can I try the gym for a day before joining?", "Do you offer a free trial workout?"],
  ["Do you have a sauna?", "Is there a sauna in the studio?", "Can members use a sauna?"],
  ["Are there yoga classes in the evening?", "When are the evening yoga classes?", "Can I do yoga after work?"],
  ["Can I pause my membership?", "Is it possible to freeze the membership while I travel?", "How do I put my membership on hold?"],
  ["Is breakfast included in the room price?", "Does the room rate include breakfast?", "Do I pay extra for breakfast?"],
  ["What time is check-in?", "From when can I check in?", "When may guests arrive at the hotel?"],
  ["Do you have an airport shuttle?", "Is there a transfer from the airport?", "How do I get from the airport to the hotel?"],
  ["Is there parking at the hotel?", "Can I park my car there?", "Do you have a car park for guests?"],
  ["When do the school holidays begin?", "What are the dates of the school holidays?", "When is school closed for the holidays?"],
  ["How do I enrol my daughter?", "What do I need to register my child at the school?", "How does enrolment at your school work?"],
];
const textsOf = (meanings: readonly string[][]) => [0, 1, 2].flatMap((way) => meanings.map((ways) => ways[way]!));

const encoder = openOwnEncoder();
afterAll(() => encoder.close());

/** Of pairs that are put together, how many belong together; and of those that belong together, how many are. */
async function measure(meanings: readonly string[][], byMeaning: boolean): Promise<{ precision: number; recall: number }> {
  const texts = textsOf(meanings);
  const vectors = byMeaning ? await encoder.ofTexts(texts, new AbortController().signal) : [];
  const reads = texts.map((text, index) => ({ vector: vectors[index] ?? null, terms: termsOf(text) }));
  const asked = texts.map((question) => ({ question, asked: 1, last_asked_at: "2026-01-01T00:00:00.000Z", conversations: [] }));
  const meaningOf = new Map(meanings.flatMap((ways, meaning) => ways.map((text) => [text, meaning] as const)));
  const lists = groupAlike(asked, reads).map(({ question, others }) => [question, ...others].map((text) => meaningOf.get(text)!));
  const pairs = lists.flatMap((list) => list.flatMap((one, at) => list.slice(at + 1).map((other) => one === other)));
  const right = pairs.filter(Boolean).length;
  return { precision: right / pairs.length, recall: right / (meanings.length * 3) };
}

test.each([
  { by: "meaning", of: "those that its limit was chosen by", meanings: chosenOn, least: { precision: 0.9, recall: 0.8 } },
  { by: "meaning", of: "others", meanings: heldOut, least: { precision: 0.8, recall: 0.5 } },
  { by: "words", of: "those that its limit was chosen by", meanings: chosenOn, least: { precision: 0.9, recall: 0.5 } },
  { by: "words", of: "others", meanings: heldOut, least: { precision: 0.9, recall: 0.3 } },
])("by $by, questions are told apart, of $of", async ({ by, of, meanings, least }) => {
  const { precision, recall } = await measure(meanings, by === "meaning");
  console.info(`by ${by}, of ${of}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`);
  expect(precision).toBeGreaterThanOrEqual(least.precision);
  expect(recall).toBeGreaterThanOrEqual(least.recall);
});
