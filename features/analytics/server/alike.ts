import type { QuestionGroup } from "../contract.ts";
import { queryTermsOf } from "#platform/search/query-terms.ts";

export type Asked = Pick<QuestionGroup, "question" | "asked" | "last_asked_at" | "conversations">;
/** What a question says: its direction in the space of a model, null where there is none, and its words. */
export type Read = { vector: Float32Array | null; terms: ReadonlySet<string> };

/** From where on two questions are one; alike.test.ts measures both, on the questions that they were chosen by and on others. */
const meaningMin = 0.65;
const wordsMin = 0.5;

/**
 * Questions that mean the same, together. Each joins the group whose first question it is most like, or begins one; they come
 * with the most frequent first, so that a group is called by what was asked most.
 *
 * @param brought makes likenesses of another model comparable with those that `meaningMin` is for
 */
export function groupAlike(questions: readonly Asked[], reads: readonly Read[], brought = (cosine: number) => cosine): QuestionGroup[] {
  const groups: { group: QuestionGroup; read: Read }[] = [];
  questions.forEach(({ question, asked, last_asked_at, conversations }, index) => {
    const read = reads[index]!;
    let best: { group: QuestionGroup } | null = null;
    let most = 1;
    for (const one of groups) {
      const share = alike(one.read, read, brought);
      if (share >= most) [best, most] = [one, share];
    }
    if (!best) groups.push({ read, group: { question, asked, last_asked_at, others: [], conversations } });
    else {
      best.group.asked += asked;
      best.group.others.push(question);
      if (last_asked_at > best.group.last_asked_at) best.group.last_asked_at = last_asked_at;
      best.group.conversations = lastOf([...best.group.conversations, ...conversations]);
    }
  });
  return groups.map(({ group }) => group).toSorted((one, other) => other.asked - one.asked);
}

const conversationsMax = 5;

/** Each conversation once, as it was asked there last. */
function lastOf(conversations: QuestionGroup["conversations"]): QuestionGroup["conversations"] {
  const byId = new Map(conversations.toSorted((one, other) => one.asked_at.localeCompare(other.asked_at)).map((one) => [one.id, one]));
  return [...byId.values()].toReversed().slice(0, conversationsMax);
}

export const termsOf = (question: string): Set<string> => new Set(queryTermsOf(question));

/** How far two are beyond being one; below 1 they are two. */
function alike(one: Read, other: Read, brought: (cosine: number) => number): number {
  if (one.vector && other.vector) return brought(cosineOf(one.vector, other.vector)) / meaningMin;
  return shared(one.terms, other.terms) / wordsMin;
}

/** The share of their words that both have. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((term) => other.has(term)).length;
  return both === 0 ? 0 : (2 * both) / (one.size + other.size);
}

function cosineOf(one: Float32Array, other: Float32Array): number {
  let [product, square, otherSquare] = [0, 0, 0];
  for (let at = 0; at < one.length; at++) {
    product += one[at]! * other[at]!;
    square += one[at]! ** 2;
    otherSquare += other[at]! ** 2;
  }
  return product / (Math.sqrt(square * otherSquare) || 1);
}
