/**
 * What an organization's refusal means for the page. `gone`: the caller was removed from it or it was deleted;
 * `gone, write lost`: and what they sent was not done; `changed`: their role or its status is not what the page knows; `second factor`: it asks for one,
 * which they have not.
 */
export type Refusal = "gone" | "gone, write lost" | "changed" | "second factor";

let listener: (organizationId: string, refusal: Refusal) => void = () => {};

/** Says what follows from a refusal; main.tsx sets it once. */
export function onRefusal(follow: (organizationId: string, refusal: Refusal) => void): void {
  listener = follow;
}

export function tellRefusal(organizationId: string, refusal: Refusal): void {
  listener(organizationId, refusal);
}
