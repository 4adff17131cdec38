/** Who asks. Each kind of credential becomes exactly one of these, and nothing else says who somebody is. */
export type Actor = UserActor | ApiKeyActor | VisitorActor | SystemActor | OperatorActor;

/** A person with a session; `membership` only where the path names one of their organizations. */
export type UserActor = {
  type: "user";
  id: string;
  label: string;
  name: string;
  emailVerified: boolean;
  sessionId: string;
  membership: { id: string; role: string; roleName: string } | null;
};
/** A machine; can do what its key was given, and never more than the key's creator can now. */
export type ApiKeyActor = { type: "api_key"; id: string; label: string };
/** Somebody at a widget; bound to one agent and, once begun, to one conversation. */
export type VisitorActor = {
  type: "visitor";
  id: string;
  label: "Visitor";
  agentId: string;
  conversationId: string | null;
  /** Of the page around the widget; null where what asks is no page. */
  origin: string | null;
  entry: Entry;
  /** When the conversation was begun, in milliseconds. */
  begunAt: number;
};
/** How visitors come in: from any website, on the agent's own page, by a link that was mailed to them, with a member's session, or by a shared test page, as it was shared. */
export type Entry = "website" | "page" | "link" | "member" | `test_page-${number}`;
/** A job or a sweep of ours. */
export type SystemActor = { type: "system"; id: null; label: "Botcadence" };
/** The operator of the installation, with the operator key. */
export type OperatorActor = { type: "operator"; id: null; label: "Operator" };

export const systemActor: SystemActor = { type: "system", id: null, label: "Botcadence" };
