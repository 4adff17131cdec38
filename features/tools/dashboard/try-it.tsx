import { Play } from "lucide-react";
import { useId, useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { messageOf } from "#browser/api/api-error.ts";
import { showErrors } from "#browser/api/show-errors.ts";
import { Button } from "#browser/ui/button.tsx";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import { formatNumber } from "#browser/ui/format.ts";
import type { TriedTool } from "../contract.ts";
import type { Parameter } from "../contract/http-tool.ts";
import { t } from "./messages.ts";
import { CalledTool } from "./tool-calls.tsx";
import type { ToolResult, ToolValues } from "./tool-form.ts";

type Props = {
  form: UseFormReturn<ToolValues, unknown, ToolResult>;
  /** Calls the tool of the form, whose secrets are stored first. */
  attempt: (values: ToolResult, input: Record<string, unknown>) => Promise<TriedTool>;
};

/** Calls the tool as it is in the form, with values that one enters in the place of a model. */
export function TryIt({ form, attempt }: Props) {
  const parameters = useWatch({ control: form.control, name: "parameters" });
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState<TriedTool | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const id = useId();

  async function ask(values: ToolResult) {
    setAsking(true);
    setFailure(null);
    setTried(null);
    try {
      setTried(await attempt(values, argumentsOf(values.parameters, typed)));
    } catch (error) {
      showErrors(form, error);
      setFailure(messageOf(error));
    } finally {
      setAsking(false);
    }
  }

  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-sm border bg-sunken p-4">
      <h3 id={id} className="font-medium">
        {t("tryIt.title")}
      </h3>
      {parameters.map(({ name }, at) => (
        <label key={at} className="flex flex-col gap-1.5 text-sm font-medium">
          {name || t("parameterFields.parameter", { number: at + 1 })}
          <input
            dir="auto"
            className={inputClasses}
            value={typed[name] ?? ""}
            autoComplete="off"
            onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
          />
        </label>
      ))}
      <Button
        icon={Play}
        className="self-start"
        pending={isAsking}
        onClick={() => void form.handleSubmit(ask, () => setFailure(t("tryIt.fieldsFirst")))()}
      >
        {t("tryIt.action")}
      </Button>
      <div role="status" className="empty:hidden">
        {tried && (
          <div className="rounded-sm border bg-surface px-3 py-2">
            <CalledTool call={{ ...tried, said: tried.text ?? tried.said }} />
            <span className="text-xs text-soft tabular-nums">{t("calledTools.ms", { ms: formatNumber(tried.ms) })}</span>
          </div>
        )}
      </div>
      {failure && <FieldError>{failure}</FieldError>}
    </section>
  );
}

/** What was typed, as the parameters take it; what is no number stays a text, which the tool then refuses. */
function argumentsOf(parameters: readonly Parameter[], typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const filled = parameters.filter(({ name }) => (typed[name] ?? "") !== "");
  return Object.fromEntries(
    filled.map(({ name, type }) => {
      const text = typed[name]!;
      if (type === "boolean") return [name, /^(true|yes|1)$/i.test(text)];
      if (type === "string") return [name, text];
      return [name, Number.isNaN(Number(text)) ? text : Number(text)];
    }),
  );
}
