import type { PlanResource } from "../plan/plan";
import { InputReader, type Graph } from "./input-reader";
import { partOf } from "./resource-names";

/** A resource as its bill sees it. */
export class CostResource extends InputReader {
    constructor(
        readonly resource: PlanResource,
        graph: Graph,
    ) {
        super(resource.inputs, "", graph);
    }

    get urn(): string {
        return this.resource.urn;
    }

    get type(): string {
        return this.resource.type;
    }

    get region(): string | undefined {
        return this.resource.region;
    }

    /**
     * The resources of a type that name this one in an input: by reference, by id, or as a part of a path or ARN such
     * as `service/<cluster>/<service>` in the same region. The way back of {@link InputReader.follow}.
     * @param path a `*` in it stands for every member of a list
     */
    namedBy(type: string, path: string): readonly CostResource[] {
        const known = backwards.get(this.graph) ?? new Map<string, ReadonlyMap<CostResource, CostResource[]>>();
        backwards.set(this.graph, known);
        const key = `${type} ${path} ${this.type}`;
        const ways = known.get(key) ?? waysBack(this.graph, { type, path, to: this.type });
        known.set(key, ways);
        return ways.get(this) ?? [];
    }

    /** The resource of a type that an input names, also within a path. */
    lead(path: string, type: string): CostResource | undefined {
        const followed = this.follow(path, type);
        if (followed || !this.has(path)) {
            return followed;
        }
        const value = this.at(path);
        return typeof value === "string"
            ? partOf(this.graph, type, { path: value, region: regionIn(value) ?? this.region })
            : undefined;
    }

    /** A path with `*` for the members of a list, as the paths of all of them. */
    pathsOf(path: string): readonly string[] {
        const star = path.indexOf(".*.");
        if (star < 0) {
            return [path];
        }
        const list = path.slice(0, star);
        const members = this.at(list);
        const rest = path.slice(star + ".*.".length);
        return Array.isArray(members) ? members.flatMap((_, at) => this.pathsOf(`${list}.${at}.${rest}`)) : [];
    }
}

/** `arn:aws:service:region:account:name`. */
function regionIn(name: string): string | undefined {
    const [, region] = /^arn:[^:]*:[^:]*:([^:]+):/.exec(name) ?? [];
    return region;
}

/** Which resources name which, by the types and the input; worked out once for each graph. */
const backwards = new WeakMap<Graph, Map<string, ReadonlyMap<CostResource, CostResource[]>>>();

function waysBack(graph: Graph, way: { readonly type: string; readonly path: string; readonly to: string }) {
    const ways = new Map<CostResource, CostResource[]>();
    for (const from of graph.ofType(way.type)) {
        const named = new Set(from.pathsOf(way.path).flatMap((path) => from.lead(path, way.to) ?? []));
        for (const to of named) {
            const own = ways.get(to) ?? [];
            own.push(from);
            ways.set(to, own);
        }
    }
    return ways;
}
