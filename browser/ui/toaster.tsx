import { Toaster as Sonner, useSonner } from "sonner";
import { t } from "../messages.ts";
import { useToastPlace } from "./use-toast-place.ts";

/** Where `toast()` of sonner shows short news: what is done, never how far it is. It covers nothing that one could press. */
export function Toaster() {
  const place = useToastPlace(useSonner().toasts.length > 0);
  return (
    <Sonner
      containerAriaLabel={t("toaster.news")}
      position={`bottom-${place.side}`}
      offset={{ bottom: place.bottom }}
      mobileOffset={{ bottom: place.bottom }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-full items-start gap-2.5 rounded-md bg-surface px-4 py-3 text-base text-text shadow-lg font-sans",
          title: "font-medium",
          description: "text-soft",
          error: "[&_[data-icon]]:text-bad",
          icon: "mt-0.5",
          closeButton: "order-last ml-auto",
        },
      }}
    />
  );
}
