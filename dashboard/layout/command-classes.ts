/** The look of a list that is searched as one types. */
export const commandInput = "h-11 w-full border-b bg-transparent px-3 text-base outline-none placeholder:text-soft pointer-coarse:text-lg";
export const commandItem = "flex min-h-9 items-center gap-2.5 rounded-sm px-2 data-[selected=true]:bg-hover pointer-coarse:min-h-11";
