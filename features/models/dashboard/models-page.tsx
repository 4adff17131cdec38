import { useQuery } from "@tanstack/react-query";
import { Cpu, Plus } from "lucide-react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { useWhoMay } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { providersMax } from "../contract.ts";
import { AddProviderDialog } from "./add-provider-dialog.tsx";
import { EmbeddingModelSection } from "./embedding-model-form.tsx";
import { t } from "./messages.ts";
import { useModelsSearch } from "./models-search-params.ts";
import { ProviderTable } from "./provider-table.tsx";
import { providersQuery } from "./providers.ts";

/** The organization's own providers of models: whether they work, and what uses them. */
export function ModelsPage() {
  const organization = useOrganization();
  const providers = useQuery(providersQuery(organization.id));
  const mayAdd = useCan()("provider:create");
  const whoMay = useWhoMay();
  const { search, open, close } = useModelsSearch();
  const isFull = (providers.data?.length ?? 0) >= providersMax;
  const add = mayAdd && !isFull && (
    <Button look="primary" icon={Plus} onClick={() => open({ new: true })}>
      {t("modelsPage.addProvider")}
    </Button>
  );
  return (
    <Page
      title={t("modelsPage.models")}
      sentence={
        <>
          {t.rich("modelsPage.sentence", {
            docs: (text) => (
              <a href="/docs/models" className="underline underline-offset-2">
                {text}
              </a>
            ),
          })}
        </>
      }
      actions={providers.data && providers.data.length > 0 && add}
    >
      <Loaded query={providers} failure={t("modelsPage.failed")} permission="provider:list" skeleton={<SkeletonRows />}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState icon={Cpu} title={t("modelsPage.none")} action={add}>
              {mayAdd ? t("modelsPage.noneSentence") : whoMay("provider:create", (roles) => t("modelsPage.whoMay", { roles }))}
            </EmptyState>
          ) : (
            <>
              <ProviderTable providers={data} />
              <div className="mt-10">
                <EmbeddingModelSection providers={data} />
              </div>
            </>
          )
        }
      </Loaded>
      {mayAdd && <AddProviderDialog open={search.new === true} onClose={() => close("new")} />}
    </Page>
  );
}
