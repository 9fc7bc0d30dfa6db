import type { PlanResource, PlanValue } from "../plan/plan";
import { WrongInput, type Graph } from "./input-reader";

/** Worked out for a graph when something in it is wrong, and once. */
const known = new WeakMap<Graph, ReadonlySet<PlanValue>>();

/** What an error says of an input; what its plan keeps secret is not told, wherever an input has got it from. */
export function messageOf(error: Error, graph: Graph): string {
    if (!(error instanceof WrongInput)) {
        return error.message;
    }
    const secrets = known.get(graph) ?? secretsOf([...graph.byUrn.values()].map(({ resource }) => resource));
    known.set(graph, secrets);
    return secrets.has(error.got) ? error.withoutValue : error.message;
}

/** Every text and number of what some resources keep secret. */
function secretsOf(resources: readonly PlanResource[]): ReadonlySet<PlanValue> {
    const secrets = new Set<PlanValue>();
    const collect = (value: PlanValue, isSecret: boolean): void => {
        if (typeof value !== "object" || value === null) {
            if (isSecret) {
                secrets.add(value);
            }
            return;
        }
        for (const [key, member] of Object.entries(value as { readonly [key: string]: PlanValue })) {
            collect(member, isSecret || key === "$secret");
        }
    };
    resources.forEach(({ inputs }) => {
        collect(inputs, false);
    });
    return secrets;
}
