type Act = () => Promise<number>;

/** One of the two Owners who get in each other's way. */
export type RacingOwner = {
  membershipId: string;
  /** A call below the organization; answers the status. */
  send(line: string, body?: object): Promise<number>;
  /** What confirms that they hand over to this member. */
  confirm(membershipId: string): Promise<{ password: string } | { code: string }>;
  /** What closes their account; answers the status. */
  prepareClosing(): Promise<Act>;
};

/**
 * Every pair of acts that could leave an organization without an Owner. What is needed beforehand is done before the
 * acts are answered; they are then run at once.
 */
export const ownerRaces: Record<string, (a: RacingOwner, b: RacingOwner) => Promise<Act[]>> = {
  "demote × demote": async (a, b) => [demote(a, b), demote(b, a)],
  "leave × leave": async (a, b) => [leave(a), leave(b)],
  "remove × remove": async (a, b) => [remove(a, b), remove(b, a)],
  "remove × leave": async (a, b) => [remove(a, b), leave(a), leave(b)],
  "transfer × transfer": async (a, b) => Promise.all([handOver(a, b), handOver(b, a)]),
  "transfer × leave": async (a, b) => [await handOver(a, b), leave(b), leave(a)],
  "remove × account deletion": async (a, b) => [remove(a, b), await a.prepareClosing(), await b.prepareClosing()],
};

const demote =
  (by: RacingOwner, whom: RacingOwner): Act =>
  () =>
    by.send(`PATCH /members/${whom.membershipId}`, { role: "viewer" });
const remove =
  (by: RacingOwner, whom: RacingOwner): Act =>
  () =>
    by.send(`DELETE /members/${whom.membershipId}`);
const leave =
  (who: RacingOwner): Act =>
  () =>
    who.send("POST /leave");

async function handOver(from: RacingOwner, to: RacingOwner): Promise<Act> {
  const confirmation = await from.confirm(to.membershipId);
  return () => from.send("POST /transfer", { membership_id: to.membershipId, ...confirmation });
}
