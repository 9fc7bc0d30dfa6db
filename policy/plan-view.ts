import { CostResource } from "../cost/cost-resource";
import type { Graph } from "../cost/input-reader";
import type { Estimate } from "../cost/estimate";
import type { Plan, PlanResource, PlanValue } from "../plan/plan";
import { dependenciesOf } from "../plan/unknown";
import type { Waiver } from "./waivers";

/** A resource whose inputs are read with their references followed; it throws where an input is not known. */
export type Resource = CostResource;

type Fields = { readonly [key: string]: PlanValue };

/** A cell that the plan builds. */
export interface CellView {
    readonly region: string;
    readonly role: "active" | "warm" | "pilot";
    readonly urn: string;
}

/** What is known besides the plan. */
export interface Known {
    /** What the plan costs; without it nothing is said of money. */
    readonly estimate?: Estimate;
    /** YYYY-MM-DD; without it nothing is said of the days until which waivers hold. */
    readonly today?: string;
    /** Waivers beside those that the plan carries. */
    readonly waivers?: readonly Waiver[];
}

/** What rules ask a plan. */
export class PlanView {
    /** What the root component says of the platform; undefined in a plan of something else. */
    readonly platform: Fields | undefined;
    readonly cells: readonly CellView[];
    private readonly byUrn = new Map<string, Resource>();
    private readonly byType = new Map<string, Resource[]>();
    private readonly cellUrns: ReadonlyMap<string, CellView>;

    constructor(
        readonly plan: Plan,
        private readonly known: Known = {},
    ) {
        const graph: Graph = { byUrn: this.byUrn, ofType: (type) => this.byType.get(type) ?? [] };
        for (const resource of plan.resources) {
            const type = properType(resource.type);
            const one = new CostResource(type === resource.type ? resource : { ...resource, type }, graph);
            this.byUrn.set(resource.urn, one);
            const alike = this.byType.get(type);
            if (alike) {
                alike.push(one);
            } else {
                this.byType.set(type, [one]);
            }
        }
        this.platform = this.of("antipode:platform:Platform")[0]?.resource.inputs;
        this.cells = this.of("antipode:platform:Cell").flatMap(cellOf);
        this.cellUrns = new Map(this.cells.map((cell) => [cell.urn, cell]));
    }

    get estimate(): Estimate | undefined {
        return this.known.estimate;
    }

    get today(): string | undefined {
        return this.known.today;
    }

    get waivers(): readonly Waiver[] {
        return this.known.waivers ?? [];
    }

    /** Resources of some types, in the plan's order within each. */
    of(...types: readonly string[]): readonly Resource[] {
        return types.flatMap((type) => this.byType.get(type) ?? []);
    }

    /** What AWS is asked for: no components, no providers. */
    get custom(): readonly Resource[] {
        return this.plan.resources.flatMap(({ custom, type, urn }) =>
            custom && !type.startsWith("pulumi:") ? (this.byUrn.get(urn) ?? []) : [],
        );
    }

    /**
     * Components of other packages whose parts are not in the plan: their own program makes them, which a recording does
     * not run and a preview does.
     */
    get unseen(): readonly PlanResource[] {
        const parents = new Set(this.plan.resources.map(({ parent }) => parent));
        return this.plan.resources.filter(
            ({ custom, type, urn }) => !custom && /^(awsx|eks|aws-[a-z-]+):/.test(type) && !parents.has(urn),
        );
    }

    /** Which part of the platform the stack builds; the others are in stacks of their own (docs/layers.md). */
    get layer(): string {
        const { kind } = (this.platform?.["layer"] ?? {}) as Fields;
        return typeof kind === "string" ? kind : "all";
    }

    /** Where the platform's cells are: in the plan, or in the stacks of other layers, as the stack's file says. */
    get cellRegions(): readonly string[] {
        const own = this.cells.map(({ region }) => region);
        return this.layer === "all" ? own : Object.keys(this.platform?.["regions"] ?? {});
    }

    /** Whether the stack's file says that all of it may be thrown away. */
    get disposable(): boolean {
        return this.platform?.["allowDestroy"] === true;
    }

    /** The cell that a resource is a part of. */
    cellOf({ resource }: Resource): CellView | undefined {
        let parent = resource.parent;
        while (parent !== undefined && !this.cellUrns.has(parent)) {
            parent = this.byUrn.get(parent)?.resource.parent;
        }
        return parent === undefined ? undefined : this.cellUrns.get(parent);
    }

    /** What a cell is made of, of some types, or of all. */
    inCell({ urn }: CellView, ...types: readonly string[]): readonly Resource[] {
        const among = types.length > 0 ? this.of(...types) : this.custom;
        return among.filter((resource) => this.cellOf(resource)?.urn === urn);
    }

    /**
     * Every resource of a type that an input names: a reference, an id, or a list of them. A preview says of each unknown
     * member of a list only what the whole list depends on, so they are taken together.
     */
    named(resource: Resource, path: string, type: string): readonly Resource[] {
        const value = valueAt(resource.resource.inputs, path);
        const referred = value === undefined ? [] : dependenciesOf(value).flatMap((urn) => this.byUrn.get(urn) ?? []);
        const paths = Array.isArray(value) ? value.map((_, at) => `${path}.${at}`) : [path];
        const called = paths.flatMap((one) => {
            const place = valueAt(resource.resource.inputs, one);
            return typeof place === "string" ? (resource.follow(one, type) ?? []) : [];
        });
        return [...new Set([...referred.filter((one) => one.type === type), ...called])];
    }
}

/** AWS's provider has two names for some types: the older one of a balancer's, and of what has been split from buckets. */
function properType(type: string): string {
    return type
        .replace(/^aws:(alb|applicationloadbalancing|elasticloadbalancingv2)\//, "aws:lb/")
        .replace(/^aws:elasticloadbalancing\//, "aws:elb/")
        .replace(/^aws:s3\/(bucket\w*)V2:(\w+)V2$/, "aws:s3/$1:$2");
}

/** What stands at a path of inputs, as the plan has it; secrets are opened. */
export function valueAt(inputs: PlanResource["inputs"], path: string): PlanValue | undefined {
    let value: PlanValue | undefined = inputs;
    for (const key of path.split(".")) {
        value = typeof value === "object" && value !== null ? (value as Fields)[key] : undefined;
        value = typeof value === "object" && value !== null && "$secret" in value ? value.$secret : value;
    }
    return value;
}

function cellOf({ resource: { inputs, urn } }: Resource): CellView[] {
    const { region, role } = inputs;
    const known = role === "active" || role === "warm" || role === "pilot";
    return typeof region === "string" && known ? [{ region, role, urn }] : [];
}
