/** Why an export failed, as people read it: what happened and the way on. */
export const failures = {
  not_made: "The archive could not be created. Try again; if that fails too, ask the operator of this installation to look at the log.",
  too_large: "The archive is larger than this installation can store. Ask its operator.",
  interrupted: "The server stopped while the archive was being created. Try again.",
} as const;

export type FailureCode = keyof typeof failures;
