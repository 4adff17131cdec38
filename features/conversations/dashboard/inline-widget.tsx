import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, type Attributes } from "react";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import type { z } from "zod";
import type { StartConversation } from "../contract.ts";
import { loadWidget } from "./load-widget.ts";
import { t } from "./messages.ts";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "botcadence-widget": Attributes & {
        agent: string;
        mode: "inline";
        start: string | undefined;
        theme: "page";
      };
    }
  }
}

/**
 * The chat as visitors see it, filling its container and in the dashboard's theme. What is said in it is a test chat, by the
 * member's session, unless `start` says how else it begins. `onAnswer` follows each finished answer.
 */
export function InlineWidget({ agentId, start, onAnswer }: { agentId: string; start?: WidgetStart; onAnswer?: () => void }) {
  const widget = useQuery({ queryKey: ["widget"], queryFn: loadWidget, staleTime: Number.POSITIVE_INFINITY });
  const begins = start && JSON.stringify(start);
  const frame = useRef<HTMLDivElement>(null);
  const answered = useEffectEvent(() => onAnswer?.());
  useEffect(() => {
    const element = frame.current;
    const listen = () => answered();
    element?.addEventListener("botcadence:answer", listen);
    return () => element?.removeEventListener("botcadence:answer", listen);
  }, []);
  return (
    <div ref={frame} className="h-full has-[>[role=alert]]:grid has-[>[role=alert]]:items-center *:[[role=alert]]:border-0">
      <Loaded query={widget} failure={t("inlineWidget.failed")} skeleton={<ChatSkeleton />}>
        {() => <botcadence-widget key={`${agentId} ${begins}`} agent={agentId} mode="inline" start={begins} theme="page" />}
      </Loaded>
    </div>
  );
}

/** By a shared test page, or with the conversation to which a mailed link has led. */
type WidgetStart = z.output<typeof StartConversation> & { conversation_id?: string };

/** The shape of a chat that is coming. */
export function ChatSkeleton() {
  return (
    <div role="status" aria-label={t("inlineWidget.loading")} className="flex h-full flex-col gap-3 p-4">
      <Skeleton className="h-7 w-1/2" />
      <Skeleton className="mt-4 h-14 w-4/5" />
      <Skeleton className="mt-auto h-11" />
    </div>
  );
}
