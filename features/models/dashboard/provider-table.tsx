import type { ReactNode } from "react";
import { Ago } from "#browser/ui/ago.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { Table, type Column } from "#browser/ui/table.tsx";
import type { Provider } from "../contract.ts";
import { kinds } from "./kinds.ts";
import { t } from "./messages.ts";
import { ProviderMenu } from "./provider-menu.tsx";

const columns: Column<Provider>[] = [
  { id: "name", head: t("providerTable.name"), phone: "title", cell: (provider) => <Name provider={provider} /> },
  { id: "state", head: t("providerTable.state"), width: "34%", phone: "second", cell: (provider) => <State provider={provider} /> },
  { id: "used", head: t("providerTable.usedBy"), width: "22%", phone: "second", cell: (provider) => <UsedBy provider={provider} /> },
  {
    id: "actions",
    head: <span className="sr-only">{t("providerTable.actions")}</span>,
    width: "64px",
    align: "right",
    phone: "right",
    cell: (provider) => <ProviderMenu provider={provider} />,
  },
];

/** Each provider with its key's end, how it does, and what it answers for. */
export function ProviderTable({ providers }: { providers: readonly Provider[] }) {
  return <Table label={t("providerTable.providers")} columns={columns} rows={providers} rowKey={({ id }) => id} />;
}

function Name({ provider: { name, kind, base_url, has_key, key_ends } }: { provider: Provider }) {
  const isUsual = base_url === kinds[kind].address;
  return (
    <div className="min-w-0 py-0.5">
      <div className="font-medium wrap-anywhere">
        <bdi>{name}</bdi>
      </div>
      <div className="text-sm text-soft wrap-anywhere">
        {kinds[kind].label}
        {!isUsual && <> · {base_url}</>}
        {" · "}
        {has_key ? t("providerTable.key", { ends: key_ends ?? "none" }) : t("providerTable.noKey")}
      </div>
    </div>
  );
}

function State({ provider: { models, embedding_models, worked_at, last_error, failed_at } }: { provider: Provider }) {
  const soft = (text: ReactNode) => <span className="text-soft">{text}</span>;
  if (last_error !== null && failed_at !== null)
    return (
      <div className="flex min-w-0 flex-col items-start gap-1 py-0.5">
        <StatusBadge tone="bad">{t("providerTable.fails")}</StatusBadge>
        <div className="text-sm wrap-anywhere text-soft">
          <Ago time={failed_at} />: <span dir="auto">{last_error}</span>
        </div>
      </div>
    );
  if (worked_at === null) return <StatusBadge tone="plain">{t("providerTable.untested")}</StatusBadge>;
  return (
    <div className="flex flex-col items-start gap-1 py-0.5">
      <StatusBadge tone="good">{t("providerTable.works")}</StatusBadge>
      <div className="text-sm">{soft(t("providerTable.listed", { count: models.length, embeddings: embedding_models.length }))}</div>
    </div>
  );
}

function UsedBy({ provider: { used_by, embedding_model } }: { provider: Provider }) {
  if (used_by.length === 0 && embedding_model === null) return <span className="text-soft">{t("providerTable.unused")}</span>;
  return (
    <ul className="text-sm">
      {embedding_model !== null && (
        <li className="wrap-anywhere">
          {t("embeddingModel.title")} <span className="text-soft">{embedding_model}</span>
        </li>
      )}
      {used_by.map(({ type, id, name, model_name }) => (
        <li key={`${type} ${id} ${model_name}`} className="wrap-anywhere">
          <bdi>{name}</bdi> <span className="text-soft">{model_name}</span>
        </li>
      ))}
    </ul>
  );
}
