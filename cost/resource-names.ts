import { groupBy } from "../plan/group";
import type { CostResource } from "./cost-resource";
import type { Graph } from "./input-reader";

/** Inputs that hold a resource's own name where that is not `name`, and whether no two regions may share it. */
const ownNames: { readonly [type: string]: { readonly input: string; readonly isGlobal: boolean } } = {
    "aws:elasticache/replicationGroup:ReplicationGroup": { input: "replicationGroupId", isGlobal: false },
    "aws:rds/cluster:Cluster": { input: "clusterIdentifier", isGlobal: false },
    "aws:rds/globalCluster:GlobalCluster": { input: "globalClusterIdentifier", isGlobal: true },
    "aws:rds/instance:Instance": { input: "identifier", isGlobal: false },
    "aws:s3/bucket:Bucket": { input: "bucket", isGlobal: true },
    "aws:s3/bucketV2:BucketV2": { input: "bucket", isGlobal: true },
};

/** Resources by name, in the plan's order; worked out once for each graph and type. */
type Named = ReadonlyMap<string, readonly NamedResource[]>;

interface NamedResource {
    readonly name: string;
    readonly resource: CostResource;
    /** Among the resources of its type. */
    readonly place: number;
}

const idsOf = new WeakMap<Graph, Map<string, Named>>();
const namesOf = new WeakMap<Graph, Map<string, Named>>();

/** The resource of a type whose id, ARN or name this is; the first one, as two may have one name in two regions. */
export function namedIn(graph: Graph, type: string, id: string): CostResource | undefined {
    return resourcesByName(idsOf, graph, { type, names: idsIn }).get(id)?.[0]?.resource;
}

/** The first resource of a type that a path or ARN names in one of its parts, of the path's region for most types. */
export function partOf(
    graph: Graph,
    type: string,
    { path, region }: { readonly path: string; readonly region: string | undefined },
): CostResource | undefined {
    const { input, isGlobal } = ownNames[type] ?? { input: "name", isGlobal: false };
    const names = (one: CostResource): readonly unknown[] => [one.resource.inputs[input], ...idsIn(one)];
    const byName = resourcesByName(namesOf, graph, { type, names });
    const found = path
        .split(/[/:]/)
        .flatMap((part) => byName.get(part) ?? [])
        .filter(({ resource }) => isGlobal || resource.region === region);
    return found.toSorted((a, b) => a.place - b.place)[0]?.resource;
}

function idsIn({ resource }: CostResource): readonly string[] {
    return resource.ids ?? [];
}

function resourcesByName(
    known: WeakMap<Graph, Map<string, Named>>,
    graph: Graph,
    { type, names }: { readonly type: string; readonly names: (one: CostResource) => readonly unknown[] },
): Named {
    const types = known.get(graph) ?? new Map<string, Named>();
    known.set(graph, types);
    const all = (): NamedResource[] =>
        graph
            .ofType(type)
            .flatMap((resource, place) =>
                names(resource).flatMap((name) => (typeof name === "string" ? [{ name, resource, place }] : [])),
            );
    const named = types.get(type) ?? groupBy(all(), ({ name }) => name);
    types.set(type, named);
    return named;
}
