import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useController, useWatch, type Control } from "react-hook-form";
import { messageOf } from "#browser/api/api-error.ts";
import { showErrors } from "#browser/api/show-errors.ts";
import { Button } from "#browser/ui/button.tsx";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { McpTool, ReadMcpTools, TickedTool } from "../contract/mcp-tool.ts";
import { HeaderFields } from "./header-fields.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { emptyMcp, McpForm, mcpValuesOf, type McpResult, type McpValues } from "./mcp-form.ts";
import { t } from "./messages.ts";
import { stateOf } from "./sleeping.ts";
import { useToolActions } from "./tools.ts";
import { rejectAtField, useSecrets } from "./use-secrets.ts";

type Props = {
  /** Null: a new one. */
  server: McpTool | null;
  open: boolean;
  onClose: () => void;
  onSave: (server: McpTool) => Promise<void>;
};

/** A server that brings tools along, of which some are ticked. */
export function McpDialog({ open, onClose, ...props }: Props) {
  const title = props.server ? t("toolDialog.change", { name: props.server.name }) : t("mcpDialog.add");
  return (
    <Dialog open={open} onClose={onClose} width="wide" title={title} sentence={t("mcpDialog.sentence")}>
      <McpFields {...props} />
    </Dialog>
  );
}

function McpFields({ server, onSave }: Omit<Props, "open" | "onClose">) {
  const form = useZodForm(McpForm, server ? mcpValuesOf(server) : emptyMcp);
  const { control } = form;
  const { readMcp } = useToolActions();
  const [offered, setOffered] = useState<ReadMcpTools["tools"] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const withSecrets = useSecrets((at, id) => {
    form.setValue(`headers.${at}.secret_id`, id);
    form.setValue(`headers.${at}.value`, "");
  });

  async function read() {
    // What is to be ticked is not there yet: all other fields have to be right.
    if (!(await form.trigger(["name", "url", "headers", "timeout_seconds", "size_max_kb"]))) return;
    setReading(true);
    setFailure(null);
    try {
      const { url, headers, timeout_seconds, size_max_kb } = await withSecrets(form.getValues() as McpResult);
      const { error, tools } = await readMcp({ url, headers, timeout_seconds, size_max_kb });
      if (error) setFailure(error);
      else setOffered(tools);
    } catch (error) {
      try {
        rejectAtField(error);
      } catch (known) {
        showErrors(form, known);
        setFailure(messageOf(known));
      }
    } finally {
      setReading(false);
    }
  }

  return (
    <DialogForm form={form} action={t("toolDialog.save")} onSubmit={(values) => withSecrets(values).then(onSave).catch(rejectAtField)}>
      <TextField
        control={control}
        name="name"
        label={t("toolDialog.name")}
        hint={t("mcpDialog.nameHint")}
        placeholder={t("mcpDialog.nameExample")}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        control={control}
        name="url"
        label={t("toolDialog.address")}
        placeholder={t("mcpDialog.addressExample")}
        dir="ltr"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
      />
      <HeaderFields control={control} />
      <LimitFields control={control} />
      <Button icon={RefreshCw} className="self-start" pending={isReading} onClick={() => void read()}>
        {t("mcpDialog.read")}
      </Button>
      {failure && <FieldError>{failure}</FieldError>}
      <Ticks control={control} offered={offered} />
    </DialogForm>
  );
}

type Form = Control<McpValues, unknown, McpResult>;

/** What the server offers, or before it was read what is ticked. */
function Ticks({ control, offered }: { control: Form; offered: ReadMcpTools["tools"] | null }) {
  const { field, fieldState } = useController({ control, name: "tools" });
  const ticked: readonly TickedTool[] = useWatch({ control, name: "tools" });
  const gone = offered ? ticked.filter((tool) => stateOf(tool, offered) === "gone") : [];
  const shown = offered ? [...offered, ...gone] : ticked;
  const without = (name: string) => ticked.filter((one) => one.name !== name);
  const wrong = fieldState.error?.message ?? fieldState.error?.root?.message;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">{t("mcpDialog.tools")}</legend>
      <p className="text-sm text-soft">{t("mcpDialog.toolsHint")}</p>
      {shown.map(({ name, when, input, digest }) => {
        const mine = ticked.find((one) => one.name === name);
        const state = mine && offered ? stateOf(mine, offered) : null;
        const isOn = mine !== undefined && state !== "changed";
        return (
          <div key={name} className="flex flex-col gap-2 rounded-sm border p-3 [overflow-wrap:anywhere]">
            <CheckLine
              checked={isOn}
              disabled={input === null}
              label={
                <span className="flex flex-wrap items-center gap-2">
                  <code>{name}</code>
                  {state === "changed" && <StatusBadge tone="warn">{t("mcpDialog.changed")}</StatusBadge>}
                  {state === "gone" && <StatusBadge tone="warn">{t("mcpDialog.gone")}</StatusBadge>}
                </span>
              }
              hint={input === null ? t("mcpDialog.notTaken") : when}
              onChange={(isTicked) =>
                field.onChange(
                  isTicked && input ? [...without(name), { name, when, input, digest, confirm: mine?.confirm ?? "" }] : without(name),
                )
              }
            />
            {isOn && (
              <div className="pl-6.5">
                <CheckLine
                  look="plain"
                  checked={mine.confirm !== null}
                  label={t("toolDialog.confirmLabel")}
                  onChange={(asks) =>
                    field.onChange(ticked.map((one) => (one.name === name ? { ...one, confirm: asks ? "" : null } : one)))
                  }
                />
              </div>
            )}
          </div>
        );
      })}
      {wrong && <FieldError>{wrong}</FieldError>}
    </fieldset>
  );
}
