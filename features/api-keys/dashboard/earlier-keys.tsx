import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { Banner } from "#browser/ui/banner.tsx";
import { Button } from "#browser/ui/button.tsx";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { OwnApiKey } from "../contract.ts";
import { t } from "./messages.ts";
import { ownKeysQuery } from "./own-keys-query.ts";

/**
 * The API keys that the account has: a previous holder, before its address was confirmed, may have created them. Nothing where there
 * are none.
 */
export function EarlierKeys() {
  const keys = useQuery(ownKeysQuery);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api("/v1/me/api-keys", z.null(), { method: "DELETE" }),
    onSuccess: () => client.setQueryData(ownKeysQuery.queryKey, []),
  });
  if (revoke.isSuccess) return <Banner>{t("earlierKeys.revoked")}</Banner>;
  return (
    <Loaded query={keys} failure={t("earlierKeys.failed")} skeleton={<SkeletonRows rows={1} />}>
      {(data) =>
        data.length > 0 && (
          <section aria-labelledby="earlier-keys">
            <h2 id="earlier-keys" className="mb-2 font-semibold">
              {t("earlierKeys.counted", { count: data.length })}
            </h2>
            <p className="mb-3 text-soft">{t("earlierKeys.unknown")}</p>
            {revoke.error && (
              <Banner tone="bad" className="mb-3">
                {messageOf(revoke.error)}
              </Banner>
            )}
            <Card>
              <ul aria-label={t("earlierKeys.apiKeys")} className="divide-y">
                {data.map((key) => (
                  <KeyRow key={key.id} apiKey={key} />
                ))}
              </ul>
              <CardFooter>
                <span>{t("earlierKeys.untilThen")}</span>
                <Button look="danger" size="small" pending={revoke.isPending} onClick={() => revoke.mutate()}>
                  {t("earlierKeys.revokeAll")}
                </Button>
              </CardFooter>
            </Card>
          </section>
        )
      }
    </Loaded>
  );
}

function KeyRow({ apiKey: { name, hint, organization, created_at } }: { apiKey: OwnApiKey }) {
  return (
    <li className="px-5 py-2">
      <span className="block font-medium break-words">
        {name} <span className="font-normal text-soft">…{hint}</span>
      </span>
      <span className="block text-sm text-soft break-words">
        {organization.name} · {formatDate(created_at)}
      </span>
    </li>
  );
}
