/** Whether a visitor is shown whom to call beside what they were answered. */
export const lacksAnswer = (outcome: string | null) => outcome === "declined" || outcome === "suggested";
