const ended = new Set(["canceled", "incomplete_expired"]);
export const isLive = ({ status }: { status: string }) => !ended.has(status);
export const lives = (row: { status: string } | undefined): boolean => row !== undefined && isLive(row);
