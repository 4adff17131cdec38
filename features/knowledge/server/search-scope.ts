/** Where is searched; in some sources alone where they are named. */
export type SearchScope = { organizationId: string; projectId: string; sourceIds?: readonly string[] | null };
