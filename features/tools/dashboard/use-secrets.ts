import { ApiError } from "#browser/api/api-error.ts";
import type { ToolHeader } from "../contract/server.ts";
import { t } from "./messages.ts";
import { useToolActions } from "./tools.ts";

type TypedHeader = Omit<ToolHeader, "secret_id"> & { secret_id: string | null; value: string };
type Server = { name: string; url: string; headers: readonly TypedHeader[] };

/**
 * Stores what was entered of secrets, so that headers name them.
 *
 * @param onKept hears of each at once, so that it is not stored a second time where something fails behind it
 */
export function useSecrets(onKept: (at: number, id: string) => void) {
  const { keep } = useToolActions();
  return async <Of extends Server>(values: Of): Promise<Omit<Of, "headers"> & { headers: ToolHeader[] }> => {
    const headers: ToolHeader[] = [];
    for (const [at, { value, secret_id, ...header }] of values.headers.entries()) {
      if (value === "") {
        headers.push({ ...header, secret_id: secret_id ?? "" });
        continue;
      }
      const name = t("toolDialog.secretOf", { header: header.name, tool: values.name }).slice(0, 100);
      const { id } = await keep({ name, url: values.url, value });
      onKept(at, id);
      headers.push({ ...header, secret_id: id });
    }
    return { ...values, headers };
  };
}

/** What the server says of a tool, or of the agent with it, at the fields of a dialog. */
export function rejectAtField(error: unknown): never {
  if (!(error instanceof ApiError)) throw error;
  const fieldErrors = Object.fromEntries(
    Object.entries(error.fieldErrors).map(([name, sentence]) => [
      name.replace(/^(tools\.\d+|tool)\./, "").replace(/\.secret_id$/, ".value"),
      sentence,
    ]),
  );
  throw new ApiError(error.status, error.code, error.message, { fieldErrors, cause: error });
}
