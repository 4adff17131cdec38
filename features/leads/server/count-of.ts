/** `1 message`, `3 messages`: a number of an audit entry, as its sentence says it. */
export const countOf = (value: unknown, of: string) => `${String(value)} ${of}${value === 1 ? "" : "s"}`;
