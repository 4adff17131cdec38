import { zodResolver } from "@hookform/resolvers/zod";
import type { ComponentProps } from "react";
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { showErrors } from "#browser/api/show-errors.ts";
import { Banner } from "./banner.tsx";

/** A form over a contract's schema: a field is checked when one leaves it, and again at every key once it was wrong. */
export function useZodForm<Values extends FieldValues, Result>(schema: z.ZodType<Result, Values>, defaultValues: DefaultValues<Values>) {
  return useForm<Values, unknown, Result>({ resolver: zodResolver(schema), defaultValues, mode: "onTouched" });
}

/**
 * Sends a form. What `onSubmit` throws is shown: each of the server's field errors at its field, the rest above the
 * fields. While it runs `form.formState.isSubmitting` holds, for the button's `pending`.
 */
export function Form<Values extends FieldValues, Result>({
  form,
  onSubmit,
  children,
  ...props
}: Omit<ComponentProps<"form">, "onSubmit"> & {
  form: UseFormReturn<Values, unknown, Result>;
  onSubmit: (values: Result) => Promise<unknown>;
}) {
  const failure = form.formState.errors.root?.message;
  return (
    <form
      noValidate
      {...props}
      onSubmit={(event) => {
        event.stopPropagation();
        void form.handleSubmit((values) => onSubmit(values).catch((error: unknown) => showErrors(form, error)))(event);
      }}
    >
      {failure && (
        <Banner tone="bad" className="mb-4 in-[[role=dialog]]:mx-5 in-[[role=dialog]]:mt-4 in-[[role=dialog]]:mb-0 [.gap-4>&]:mb-0">
          {failure}
        </Banner>
      )}
      {children}
    </form>
  );
}
