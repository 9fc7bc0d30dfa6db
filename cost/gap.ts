import type { ResourceState } from "./estimate";

/** What is missing in a bill, and why. */
export type Gap = Extract<ResourceState, { readonly kind: "partly priced" | "not priced" }>;

/** Whether a resource has more on its bill than its lines say. */
export function hasGap(state: ResourceState): state is Gap {
    return state.kind === "partly priced" || state.kind === "not priced";
}
