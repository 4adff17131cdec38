/**
 * Turns of phrase that a native writer would not use, each with what to write instead. Add one here when a review finds
 * another; `found` is what the rule `english` and the check of Markdown and SQL both ask.
 */
const turns: [pattern: RegExp, instead: string][] = [
  [/\be-mails?\b/i, "email"],
  [/\banew\b/i, "again"],
  [/\bwho(?:so|m)?ever\b/i, "anyone who, or the person's part: the inviter, the operator"],
  [/\b(?:goes|go|went|gone) on\b(?! to\b)/i, "continues, is still running, keeps working"],
  [/(?<![\w'"-])(?:he|his|him|himself)(?=[\s,;:?!)]|\.\s|\.?$)/i, "they, their, them"],
  [/\bmay (?:not )?(?:more|less|all|only what)\b/i, "can do more, can do less"],
  [/\bnever may\b/i, "can never"],
  [/\bwho may\b/i, "who can"],
  [/\bled back\b/i, "taken back, returned"],
  [/\b(?:was |were )?made on\b/i, "created on"],
  [/\bholds? from\b/i, "applies from, takes effect"],
  [/\blook at your mail\b/i, "check your mail"],
  [/\bcommonest\b/i, "most common"],
  [/\bof (?:theirs|his|hers)\b/i, "their"],
  [/\bthis once\b/i, "only once"],
  [/\bgood until\b/i, "valid until"],
  [/\bby itself is none\b/i, "is not one on its own"],
  [/\bnone\b.{0,30}\beither\b/i, "also none"],
  [/\bwritten to about\b/i, "receives mail about"],
  [/\btakes? a person\b/i, "needs a person"],
  [/\bkept for afterwards\b/i, "kept for later"],
  [/\bin whichever\b/i, "in any"],
  [/\bwhose\b[^.,;:()]{3,60}\bwhose\b/i, "two sentences"],
  [/\b(?:stands?|stood) (?:in|at|beside|below|above|there|under|behind|here)\b(?! for\b)/i, "is, appears"],
  [/\bas (?:it|they) stands?\b/i, "as it is, unchanged, the current one"],
  [/\bhow (?:it|they|one|things|an? \w+|one \w+ \w+|the \w+) stands?\b/i, "its status, its state"],
  [
    /\b(?:make|makes|made|making) (?:a|an|another|one's|their|new|an? new) (?:chat agent|agent|project|organization|role|API key|account|invitation)s?\b(?! read-only| what|'s )/i,
    "create",
  ],
  [/\bdoes not open this\b/i, "does not have access to this"],
];

/** What is wrong in a text, each as a sentence; none where it reads well. */
export function found(text: string): string[] {
  const read = text.replace(/\s+(?:(?:\*|\/\/|--)\s+)?/g, " ");
  return turns.flatMap(([pattern, instead]) => {
    const match = pattern.exec(read);
    return match ? [`"${match[0]}" is not how people write. Say: ${instead}.`] : [];
  });
}
