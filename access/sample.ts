import type { AnyOperation, Example, World } from "./operation.ts";

/**
 * Makes one of a feature's records by its own operations, in an organization that holds those of the features above it, and
 * answers what paths and calls can name from then on.
 */
export type Sample = (perform: Perform, world: World) => Promise<Partial<World>>;

/**
 * Calls an operation of an organization as an Owner, and one of a visitor as a visitor, with the token of their conversation
 * once it has begun; answers the body.
 */
type Perform = <Body>(operation: AnyOperation, example: Example, visitorToken?: string) => Promise<Body>;

/**
 * A sample that is what the example of a create makes.
 * @param param names the record from then on
 * @param input instead of the example's, where no two records can say the same
 */
export function sampleOf(create: AnyOperation, param: keyof World, input?: object): Sample {
  return async (perform, world) => {
    const example = create.example(world);
    const { id } = await perform<{ id: string }>(create, input ? { ...example, input } : example);
    return { [param]: id };
  };
}
