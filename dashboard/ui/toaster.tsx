import { Toaster as Sonner } from "sonner";

/** Where `toast()` of sonner shows short news: what is done, never how far it is. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
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
