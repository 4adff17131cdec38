import { useQuery } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { ComboboxField, type Choice } from "#browser/ui/combobox-field.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import type { EmbeddingModel, Provider } from "../contract.ts";
import { t } from "./messages.ts";
import { embeddingModelQuery, useProviderActions } from "./providers.ts";

/** By which model documents are found: the installation's, or one of the organization's providers. */
export function EmbeddingModelSection({ providers }: { providers: readonly Provider[] }) {
  const chosen = useQuery(embeddingModelQuery(useOrganizationId()));
  return (
    <SettingsSection title={t("embeddingModel.title")} sentence={t("embeddingModel.sentence")}>
      <Loaded query={chosen} failure={t("embeddingModel.failed")} permission="provider:list" skeleton={<SkeletonRows rows={1} />}>
        {(data) => <EmbeddingModelForm chosen={data} providers={providers} />}
      </Loaded>
    </SettingsSection>
  );
}

/** Empty: the installation's; else the provider's id and the model's name. */
const Chosen = z.object({ model_name: z.string() });
const valueOf = (model: EmbeddingModel["model"]) => (model ? `${model.provider_id}/${model.model_name}` : "");

function EmbeddingModelForm({ chosen, providers }: { chosen: EmbeddingModel; providers: readonly Provider[] }) {
  const { chooseEmbedding } = useProviderActions();
  const refusal = useRefusal("provider:update", (roles) => t("embeddingModel.whoMay", { roles }));
  const { form, submit } = useVersionedForm<z.input<typeof Chosen>, z.output<typeof Chosen>, EmbeddingModel>(Chosen, {
    record: chosen,
    valuesOf: (record) => ({ model_name: valueOf(record?.model ?? null) }),
    write: ({ model_name }) => chooseEmbedding(modelOf(model_name)),
    onSaved: () => void toast(t("embeddingModel.saved")),
  });
  return (
    <SettingsForm form={form} onSubmit={submit} hint={t("embeddingModel.hint")} action={t("embeddingModel.action")} refusal={refusal}>
      <CardFields>
        <ComboboxField
          control={form.control}
          name="model_name"
          label={t("embeddingModel.model")}
          choices={choicesOf(chosen, providers)}
          empty={t("embeddingModel.noMatch")}
          disabled={refusal !== null}
        />
      </CardFields>
    </SettingsForm>
  );
}

function modelOf(value: string): EmbeddingModel["model"] {
  const at = value.indexOf("/");
  return at < 0 ? null : { provider_id: value.slice(0, at), model_name: value.slice(at + 1) };
}

/** Of a provider those that embed; where it tells none apart, all. The one that is in use may not be listed any more. */
function choicesOf({ model, installation }: EmbeddingModel, providers: readonly Provider[]): Choice[] {
  const own = providers.flatMap(({ id, name: provider, kind, models, embedding_models, embedding_model }) => {
    const listed = kind === "anthropic" ? [] : embedding_models.length > 0 ? embedding_models : models;
    const names = new Set([...(embedding_model === null ? [] : [embedding_model]), ...listed]);
    return [...names].map((name) => ({
      value: valueOf({ provider_id: id, model_name: name }),
      label: t("embeddingModel.of", { name, provider }),
    }));
  });
  const gone = model && own.every(({ value }) => value !== valueOf(model)) ? [{ value: valueOf(model), label: model.model_name }] : [];
  return [
    {
      value: "",
      label: installation === null ? t("embeddingModel.words") : t("embeddingModel.installation", { name: installation }),
    },
    ...gone,
    ...own,
  ];
}
