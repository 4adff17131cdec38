import { ExternalLink } from "lucide-react";
import { useWatch, type Control } from "react-hook-form";
import { buttonClasses } from "#browser/ui/button.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { inputClasses } from "#browser/ui/field.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { Agent } from "../contract.ts";
import type { OwnResult, OwnValues } from "./agent-form.ts";
import { t } from "./messages.ts";

/** Whether the agent has a chat page of its own, what links to it show, and its address. */
export function HostedPageFields({ agent, control, may }: { agent: Agent; control: Control<OwnValues, unknown, OwnResult>; may: boolean }) {
  const isOn = useWatch({ control, name: "hosted_page" });
  const url = `${location.origin}/chat/${agent.id}`;
  return (
    <>
      <Checkbox control={control} name="hosted_page" label={t("hostedPage.on")} hint={t("hostedPage.onHint")} disabled={!may} />
      {isOn && (
        <>
          {agent.hosted_page && (
            <div className="flex gap-2">
              <input
                className={inputClasses}
                readOnly
                value={url}
                aria-label={t("hostedPage.address")}
                onFocus={({ target }) => target.select()}
              />
              <CopyButton text={url} label={t("hostedPage.copy")} />
              <a className={buttonClasses({ look: "ghost" })} href={url} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden className="size-4" />
                {t("hostedPage.open")}
              </a>
            </div>
          )}
          <TextField
            control={control}
            name="hosted_page_title"
            label={t("hostedPage.title")}
            hint={t("hostedPage.titleHint")}
            placeholder={agent.name}
            readOnly={!may}
            autoComplete="off"
          />
          <TextArea control={control} name="hosted_page_description" label={t("hostedPage.description")} rows={2} readOnly={!may} />
          <TextField
            control={control}
            name="hosted_page_picture"
            label={t("hostedPage.picture")}
            hint={t("hostedPage.pictureHint")}
            inputMode="url"
            dir="ltr"
            readOnly={!may}
            autoComplete="off"
          />
          <Checkbox control={control} name="hosted_page_indexed" label={t("hostedPage.indexed")} disabled={!may} />
        </>
      )}
    </>
  );
}
