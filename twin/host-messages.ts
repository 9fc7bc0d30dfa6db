/** What the host writes to its standard output, one JSON object a line. */
export type FromHost = { readonly progress: string } | { readonly ready: true } | { readonly failed: string };
