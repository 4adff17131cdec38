import type { Platform } from "#platform/platform.ts";
import type { Permission } from "./permissions.ts";
import type { Says } from "./says.ts";

/** What all features bring together, for what needs it of every one and names none. app.ts makes it and hands it in. */
export type Product = {
  /** What is said of an act, by the names that audit entries hold, those of earlier versions included. */
  sayings: ReadonlyMap<string, Says>;
  nouns: readonly Noun[];
  /** Types of records whose content in the audit log takes another permission than the log itself. */
  confidential: ReadonlyMap<string, Permission>;
  /** The number that visitors of an organization may call, as it is read; null where there is none. */
  contactOf(platform: Platform, organizationId: string): Promise<string | null>;
};

/** What acts are about, as their names begin. `available`: whether this installation has it, as it is configured. */
export type Noun = { name: string; label: string; available?(platform: Platform): boolean };
