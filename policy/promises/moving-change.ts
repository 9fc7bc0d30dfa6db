import type { PlanValue } from "../../plan/plan";

/** One change that several resources may share: `failureThreshold` of every health check, or three gateways that are new. */
export type MovingChange =
    | {
          readonly how: "changed";
          /** Kind of the resources: `HealthCheck`. */
          readonly kind: string;
          readonly names: readonly string[];
          readonly path: string;
          readonly before: PlanValue | undefined;
          readonly after: PlanValue | undefined;
      }
    | { readonly how: "created" | "deleted"; readonly kind: string; readonly names: readonly string[] };

/** The change as a line says it. */
export function changeText(change: MovingChange): string {
    const { kind, names } = change;
    const [name = ""] = names;
    const who = names.length === 1 ? `${kind} ${name}` : `${kind} (${names.length})`;
    return change.how === "changed"
        ? `${who} ${change.path} ${valueText(change.before)} -> ${valueText(change.after)}`
        : `${who} ${change.how === "created" ? "new" : "gone"}`;
}

function valueText(value: PlanValue | undefined): string {
    const text = typeof value === "string" ? value : value === undefined ? "none" : JSON.stringify(value);
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
