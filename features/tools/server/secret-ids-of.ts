import type { ToolServer } from "../contract/server.ts";

/** The secrets that servers are sent, each once. */
export const secretIdsOf = (servers: readonly Pick<ToolServer, "headers">[]): string[] => [
  ...new Set(servers.flatMap(({ headers }) => headers.map(({ secret_id }) => secret_id))),
];
