import { useQueryClient, type QueryKey } from "@tanstack/react-query";

type Refresh = {
  (): Promise<void>;
  /** Makes a change, then reads again. What was refused may have found something else than is shown: it is told at once, and what is shown is read again too. */
  after<Answer>(change: Promise<Answer>): Promise<Answer>;
};

/**
 * Reads again what a change has made stale, wherever it is shown: `useRefresh(membersKey(organizationId), …)`. A key is the
 * beginning of others: an organization and a noun, or what is read of the account, as in `ownOrganizations`.
 */
export function useRefresh(...stale: readonly QueryKey[]): Refresh {
  const client = useQueryClient();
  async function refresh(): Promise<void> {
    await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  }
  async function after<Answer>(change: Promise<Answer>): Promise<Answer> {
    const answer = await change.catch((error: unknown) => {
      void refresh();
      throw error;
    });
    await refresh();
    return answer;
  }
  return Object.assign(refresh, { after });
}
