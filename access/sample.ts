import type { AnyOperation, Example, World } from "./operation.ts";

/**
 * Makes one of a feature's records by its own operations, in an organization that holds those of the features above it, and
 * answers what paths and calls can name from then on.
 */
export type Sample = (perform: Perform, world: World) => Promise<Partial<World>>;

/** Calls an operation as an Owner of the organization does, or as its scope asks for, and answers the body. */
export type Perform = <Body>(operation: AnyOperation, example: Example) => Promise<Body>;

/** A sample that is what the example of a create makes. */
export function sampleOf(create: AnyOperation, param: keyof World): Sample {
  return async (perform, world) => ({ [param]: (await perform<{ id: string }>(create, create.example(world))).id });
}
