/** Why an export failed, as people read it: what happened and the way on. */
export const failures = {
  not_made: "The archive could not be made. Try again; if that fails too, ask whoever runs this installation to look at the log.",
  too_large: "The archive is larger than this installation stores. Ask whoever runs it.",
  interrupted: "The server stopped while the archive was made. Try again.",
} as const;

export type FailureCode = keyof typeof failures;
