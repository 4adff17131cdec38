import { diffWordsWithSpace } from "diff";
import { changedSettings } from "../../contract/compare-settings.ts";
import type { AgentSettings, SettingName } from "../../contract/settings.ts";
import { t } from "../messages.ts";
import { settingLabels, settingText } from "./setting-words.ts";

/** What differs between two versions of an agent, field by field; long texts word by word. */
export function Changes({ before, after }: { before: AgentSettings; after: AgentSettings }) {
  const names = changedSettings(before, after);
  if (names.length === 0) return <p className="text-soft">{t("changes.none")}</p>;
  return (
    <dl className="flex flex-col gap-4">
      {names.map((name) => (
        <Change key={name} name={name} before={settingText(name, before)} after={settingText(name, after)} />
      ))}
    </dl>
  );
}

function Change({ name, before, after }: { name: SettingName; before: string; after: string }) {
  return (
    <div>
      <dt className="mb-1 text-sm font-medium">{settingLabels[name]}</dt>
      <dd dir="auto" className="rounded-sm border bg-sunken p-3 text-left [overflow-wrap:anywhere] whitespace-pre-wrap">
        {diffWordsWithSpace(before, after).map(({ value, added, removed }, at) =>
          added ? (
            <ins key={at} className="rounded-sm bg-good-soft text-good no-underline">
              {value}
            </ins>
          ) : removed ? (
            <del key={at} className="rounded-sm bg-bad-soft text-bad">
              {value}
            </del>
          ) : (
            <span key={at}>{value}</span>
          ),
        )}
      </dd>
    </div>
  );
}
