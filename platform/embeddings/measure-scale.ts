import type { Scale } from "./embeddings.ts";

/**
 * Models differ in how alike unrelated texts are to them: by 0.1, or by 0.7. Measured on questions and their answers, so that
 * what a search adds up, and how near is near enough, means the same for each.
 */
export async function measureScale(embed: (texts: readonly string[], as: "question" | "text") => Promise<Float32Array[]>): Promise<Scale> {
  const asked = await embed(
    pairs.map(([question]) => question),
    "question",
  );
  const said = await embed(
    pairs.map(([, answer]) => answer),
    "text",
  );
  let [unlike, like] = [0, 0];
  for (const [row, question] of asked.entries())
    for (const [column, answer] of said.entries()) {
      if (row === column) like += cosine(question, answer) / pairs.length;
      else unlike += cosine(question, answer) / (pairs.length * (pairs.length - 1));
    }
  if (!(like > unlike)) throw new Error("The model finds a question no nearer to its answer than to any other.");
  const factor = (usual.like - usual.unlike) / (like - unlike);
  return { factor, offset: usual.unlike - factor * unlike };
}

/** What this measures of Universal Sentence Encoder Lite, on which the weights of a search were learned. */
const usual = { unlike: 0.13, like: 0.37 };

/** In other words each, as customers ask. */
const pairs: readonly [question: string, answer: string][] = [
  ["Will I get my money back?", "Customers are reimbursed in full within fourteen days."],
  ["How do I reset my password?", "Choose “Forgotten?” on the sign-in page, and we send you a link for a new one."],
  ["Can I bring my dog?", "Pets are welcome in all of our rooms for a small charge."],
  ["When are you open?", "Our opening hours are nine to five on weekdays."],
  ["How much does delivery cost?", "Shipping is free for orders over 50 euros, and 4.90 euros below."],
  ["Who do I tell when I am ill?", "Employees who are sick call their manager before the start of the shift."],
  ["Is the cake safe for people with nut allergies?", "All of our pastries are baked in a kitchen that handles almonds and hazelnuts."],
  ["My screen stays black", "If the display does not turn on, hold the power button for ten seconds."],
];

function cosine(one: Float32Array, other: Float32Array): number {
  let product = 0;
  for (const [at, value] of one.entries()) product += value * other[at]!;
  return product / (Math.hypot(...one) * Math.hypot(...other) || 1);
}
