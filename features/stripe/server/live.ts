const ended = new Set(["canceled", "incomplete_expired"]);

/** Whether a subscription continues until it is cancelled, or to its end. */
export const isLive = (row: { status: string } | undefined): boolean => row !== undefined && !ended.has(row.status);
