import { z } from "zod";
import type { Parameter } from "../contract/http-tool.ts";

const textLengthMax = 2_000;

/** What a model may fill in, as a schema that takes nothing else. */
export function inputOf(parameters: readonly Parameter[]): z.ZodType<Record<string, unknown>> {
  const schema = z.strictObject(
    Object.fromEntries(
      parameters.map((parameter) => {
        const { name, description, required } = parameter;
        const value = description ? valueOf(parameter).describe(description) : valueOf(parameter);
        return [name, required ? value : value.optional()];
      }),
    ),
  );
  // An object inherits a constructor, which would be read as a parameter of that name.
  return z.preprocess((input) => (typeof input === "object" && input !== null ? Object.assign(Object.create(null), input) : input), schema);
}

function valueOf({ type, choices }: Parameter): z.ZodType {
  if (type === "boolean") return z.boolean();
  if (type === "integer") return z.int();
  if (type === "number") return z.number();
  return choices.length > 0 ? z.enum(choices) : z.string().max(textLengthMax);
}
