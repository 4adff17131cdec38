import type { Actor } from "./actor.ts";
import type { Permission } from "./permissions.ts";
import type { OrganizationFacts } from "./status.ts";

/** What a credential turned out to be. `organization` is set where the credential belongs to the one in the path. */
export type Caller = {
  actor: Actor;
  organization: OrganizationFacts | null;
  permissions: ReadonlySet<Permission>;
  /** A second factor is asked for at the door of the organization, and the person behind the credential has none. */
  lacksFactor?: boolean;
  /** A browser sends cookies by itself, so a write with one counts only from our own pages. */
  byCookie: boolean;
};
