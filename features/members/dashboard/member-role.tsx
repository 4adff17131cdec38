import { useState } from "react";
import { organizationApi } from "#dashboard/api/api.ts";
import { useOrganization } from "#dashboard/api/organization.ts";
import { useMe } from "#dashboard/api/session.ts";
import { ConfirmDialog } from "#dashboard/ui/confirm-dialog.tsx";
import { Select, type Option } from "#dashboard/ui/select.tsx";
import { Member } from "../contract.ts";
import { useRefreshMembers } from "./members-query.ts";
import { roleSentences, useRoleOptions } from "./role-options.ts";

/** A member's role; who may chooses another one, and is told what that changes before it counts. */
export function MemberRole({ member }: { member: Member }) {
  const { id: organizationId, name: organizationName, permissions } = useOrganization();
  const { user } = useMe();
  const refresh = useRefreshMembers(organizationId);
  const options = useRoleOptions();
  const [chosen, setChosen] = useState<Option | null>(null);
  const isMe = user.id === member.user.id;
  const name = member.user.name;
  const isBelow = options.some(({ value, disabled }) => value === member.role && !disabled);
  const may = permissions.includes("member:update") && isBelow && (!isMe || member.role === "owner");
  if (!may) return <bdi className="md:px-[11px]">{member.role_name}</bdi>;

  async function change() {
    await organizationApi(organizationId)(`/members/${member.id}`, Member, { method: "PATCH", body: { role: chosen?.value } });
    await refresh();
  }

  return (
    <>
      <Select
        aria-label={`Role of ${name}`}
        className="w-26 md:w-30"
        options={options}
        value={member.role}
        onChange={(role) => role !== member.role && setChosen(options.find(({ value }) => value === role) ?? null)}
      />
      {chosen !== null && (
        <ConfirmDialog
          open
          onClose={() => setChosen(null)}
          title={
            isMe
              ? "Step down as Owner?"
              : roleSentences.has(chosen.value)
                ? `Make ${name} ${withArticle(chosen.label)}?`
                : `Give ${name} the role ${chosen.label}?`
          }
          sentence={sentenceOf(chosen, isMe, organizationName)}
          action={isMe ? "Step down" : roleSentences.has(chosen.value) ? `Make ${chosen.label}` : "Give this role"}
          look={isMe ? "danger" : "primary"}
          onConfirm={change}
        />
      )}
    </>
  );
}

/** What changes with the role. */
function sentenceOf({ value, label, hint }: Option, isMe: boolean, organization: string): string {
  const counts = `It counts at once, in every project of ${organization}.`;
  const sentence = roleSentences.get(value);
  if (isMe) {
    const now = sentence ? `you are ${withArticle(label)}` : `your role is ${label}`;
    return `In ${organization} ${now} from then on. Only another Owner can make you Owner again.`;
  }
  if (sentence) return `${capital(withArticle(label))} ${sentence}. ${counts}`;
  return hint ? `${label}: ${hint.replace(/[^.!?]$/, "$&.")} ${counts}` : counts;
}

/** Of one of the four: "an Admin". */
const withArticle = (label: string) => `${/^[AO]/.test(label) ? "an" : "a"} ${label}`;
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
