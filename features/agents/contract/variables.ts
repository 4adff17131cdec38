/** What instructions can name in braces, such as `{today}`; it is filled in for each question. */
export const variableNames = ["agent_name", "project_name", "today", "open_or_closed", "visitor_name"] as const;
export type VariableName = (typeof variableNames)[number];

const inBraces = /\{([a-z][a-z_]*)\}/g;

/** Words in braces that look like variables and are none, each once. */
export function unknownVariables(instructions: string): string[] {
  const named = [...instructions.matchAll(inBraces)].map(([, name = ""]) => name);
  return [...new Set(named)].filter((name) => !isVariable(name));
}

export const namesVariable = (instructions: string, name: VariableName) => instructions.includes(`{${name}}`);

/** The instructions with each variable in them filled; what is none stays as it is. */
export function fillVariables(instructions: string, values: Readonly<Record<VariableName, string>>): string {
  return instructions.replaceAll(inBraces, (written, name: string) => (isVariable(name) ? values[name] : written));
}

const isVariable = (name: string): name is VariableName => (variableNames as readonly string[]).includes(name);
