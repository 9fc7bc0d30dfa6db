/**
 * What breaks. A `region` is that of an AWS resource's name, a latency record's region or a record's set identifier.
 *
 * - region-lost: nothing of it answers any more; a lost region reports no target health either.
 * - targets-sick: the balancer stands, all targets of its group fail.
 * - checkers-split: that many of the checkers' regions cannot reach it, while clients can.
 * - check-unhealthy: what one health check asks fails, or the switch behind it is thrown.
 * - target-unhealthy: what one alias leads to reports itself unhealthy; no health check sees it.
 */
export type Fault =
    | { readonly kind: "region-lost"; readonly region: string; readonly manner: "refused" | "black-hole" }
    | { readonly kind: "targets-sick"; readonly region: string; readonly manner: "errors" | "hangs" }
    | { readonly kind: "checkers-split"; readonly region: string; readonly unreachableRegions: number }
    | { readonly kind: "check-unhealthy"; readonly check: string; readonly manner: "refused" | "black-hole" }
    | { readonly kind: "target-unhealthy"; readonly target: string; readonly manner: "errors" | "hangs" };

/** A fault in words. */
export function describeFault(fault: Fault): string {
    switch (fault.kind) {
        case "region-lost":
            return `${fault.region} is lost, ${fault.manner === "refused" ? "connections refused" : "a black hole"}`;
        case "targets-sick":
            return `${fault.region}: every target of its group ${fault.manner === "hangs" ? "hangs" : "answers errors"}`;
        case "checkers-split":
            return `${fault.unreachableRegions} regions of checkers cannot reach ${fault.region}`;
        case "check-unhealthy":
            return `what ${fault.check} asks fails, ${fault.manner === "refused" ? "connections refused" : "a black hole"}`;
        case "target-unhealthy":
            return `targets behind ${fault.target} ${fault.manner === "hangs" ? "hang" : "answer errors"}`;
    }
}
