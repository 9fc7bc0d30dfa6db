import { Output, type ResourceTransformationArgs } from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { answerOutputs, type WireObject, type WireValue } from "./outputs";
import type { PlanResource, PlanValue } from "./plan";
import { decodeUserData, holdsSecret, idToken, planObject, providerUrn, secretOnWire } from "./wire";

type Callback = (error: Error | null, response?: unknown) => void;

/** Where a registration came from; made when the program calls the constructor, used when its inputs are there. */
interface Construction {
    readonly qualifiedType: string;
    readonly properties: Readonly<Record<string, unknown>>;
}

const providerType = "pulumi:providers:";
const stackType = "pulumi:pulumi:Stack";
const stackReferenceType = "pulumi:pulumi:StackReference";

interface MonitorOptions {
    readonly project: string;
    readonly stack: string;
    readonly directory: string;
    /** Outputs of other stacks that the program may read, by the stack's full name. */
    readonly stacks?: Readonly<Record<string, WireObject>>;
}

interface ReadRequest {
    getType(): string;
    getName(): string;
    getProperties(): { toJavaScript(): WireObject } | undefined;
}

interface OutputsRequest {
    getUrn(): string;
    getOutputs(): { toJavaScript(): WireObject } | undefined;
}

/**
 * Takes the place of Pulumi's engine: writes every registration down and answers it with tokens.
 * An output that the program set itself answers with what was set, as a preview's would.
 */
export class RecordingMonitor extends MockMonitor {
    readonly recorded: PlanResource[] = [];
    /** Rejects with the first thing that must make the recording fail, noticed by the program or not. */
    readonly failure: Promise<never>;
    /** Makes the recording fail. */
    readonly fail: (problem: unknown) => void;
    closed = false;
    /** What the program returned, once it has been registered. */
    outputs: WireObject = {};
    private readonly constructions = new Map<string, Construction>();
    private readonly providerRegions = new Map<string, PlanValue>();

    constructor(private readonly options: MonitorOptions) {
        super({
            newResource: () => {
                throw new Error("a recording makes no resources");
            },
            call: () => {
                throw new Error("a recording calls no provider");
            },
        });
        let reject: (problem: unknown) => void = () => undefined;
        this.failure = new Promise<never>((_, rejectPromise) => (reject = rejectPromise));
        // It may fail when nobody waits any more, and then nobody is to hear of it.
        this.failure.catch(() => undefined);
        this.fail = reject;
    }

    /**
     * A stack transformation that changes nothing and sees what the wire does not carry: all properties of a
     * resource, outputs too, and so which ones there are to answer.
     */
    readonly observe = ({ type, name, props, opts, resource }: ResourceTransformationArgs): undefined => {
        const parent = opts.parent ? qualifiedTypes.get(opts.parent) : undefined;
        const qualifiedType = parent === undefined ? type : `${parent}$${type}`;
        qualifiedTypes.set(resource, qualifiedType);
        const urn = this.urn(qualifiedType, name);
        if (this.constructions.has(urn)) {
            this.fail(new Error(`two resources have the urn ${urn}: give one another name`));
        }
        this.constructions.set(urn, { qualifiedType, properties: props });
        return undefined;
    };

    override registerResource(request: RegisterResourceRequest, callback: Callback): Promise<void> {
        try {
            callback(null, this.register(request));
        } catch (error) {
            this.fail(error);
            callback(error instanceof Error ? error : new Error(String(error)));
        }
        return Promise.resolve();
    }

    override registerResourceOutputs(request: OutputsRequest, callback: Callback): void {
        if (request.getUrn() === this.urn(stackType, stackName(this.options))) {
            this.outputs = request.getOutputs()?.toJavaScript() ?? {};
        }
        callback(null, {});
    }

    /** Hooks run in an engine's update or preview; a recording has neither a before nor an after to show them. */
    registerResourceHook(_request: unknown, callback: Callback): void {
        callback(null, {});
    }

    override invoke(request: { getTok(): string }, callback: Callback): Promise<void> {
        const problem = new Error(
            `${request.getTok()} asks a provider: a plan makes no look-ups, give the value in the stack's config`,
        );
        this.fail(problem);
        callback(problem);
        return Promise.resolve();
    }

    /** Reads what exists: of that a recording knows the outputs of other stacks, when it is given them. */
    override readResource(request: ReadRequest, callback: Callback): Promise<void> {
        const name = request.getProperties()?.toJavaScript()["name"];
        const outputs = typeof name === "string" ? this.options.stacks?.[name] : undefined;
        if (request.getType() === stackReferenceType && outputs !== undefined) {
            const urn = this.urn(stackReferenceType, request.getName());
            // As an engine has it: one secret within makes the whole output one.
            const secretOutputNames = Object.keys(outputs).filter((key) => holdsSecret(outputs[key]));
            callback(null, readAnswer(urn, { name: name as string, outputs, secretOutputNames }));
            return Promise.resolve();
        }
        const problem = new Error(
            `${request.getType()} "${request.getName()}" reads what exists: a plan makes no look-ups, give its id instead`,
        );
        this.fail(problem);
        callback(problem);
        return Promise.resolve();
    }

    private register(request: RegisterResourceRequest): object {
        const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
        if (type === stackType) {
            return answer(this.urn(type, name), "", {});
        }
        if (this.closed) {
            throw new Error(`${type} "${name}" was made after the program had ended: await what makes it`);
        }
        const parentType = parent.split("::")[2];
        const urn = this.urn(
            parentType === undefined || parentType === stackType ? type : `${parentType}$${type}`,
            name,
        );
        const properties = this.constructions.get(urn)?.properties ?? {};
        const inputs = request.getObject()?.toJavaScript() ?? {};
        // A provider's class wraps all its properties, set or not, to send them as JSON.
        if (!type.startsWith(providerType)) {
            rejectVanished(properties, inputs, `${type} "${name}"`);
        }
        this.recorded.push(this.resource(request, { urn, inputs, regional: "region" in properties }));
        if (!request.getCustom() && !request.getRemote()) {
            return answer(urn, "", {});
        }
        const secretOutputs = request.getAdditionalsecretoutputsList();
        const outputs = answerOutputs(
            { urn, type, properties: Object.keys(properties), inputs, secretOutputs },
            secretOnWire,
        );
        return answer(urn, request.getCustom() ? idToken(urn) : "", outputs);
    }

    private resource(
        request: RegisterResourceRequest,
        { urn, inputs: wire, regional }: { urn: string; inputs: WireObject; regional: boolean },
    ): PlanResource {
        const { directory } = this.options;
        const type = request.getType();
        const inputs = planObject(decodeUserData(type, wire), directory);
        const provider = providerUrn(request.getProvider());
        if (type.startsWith(providerType)) {
            this.providerRegions.set(urn, inputs["region"] ?? null);
        }
        const ownRegion = request.getCustom() && regional ? inputs["region"] : undefined;
        const region = ownRegion ?? (regional && provider ? this.providerRegions.get(provider) : undefined);
        const parent = request.getParent();
        return {
            urn,
            type,
            name: request.getName(),
            ...(parent !== "" && !parent.includes(`::${stackType}::`) && { parent }),
            ...(typeof region === "string" && type.startsWith("aws:") && { region }),
            custom: request.getCustom(),
            ...(provider !== undefined && { provider }),
            options: optionsOf(request),
            inputs,
            dependencies: [...request.getDependenciesList()].sort(),
        };
    }

    private urn(qualifiedType: string, name: string): string {
        return `urn:pulumi:${this.options.stack}::${this.options.project}::${qualifiedType}::${name}`;
    }
}

/** Types with those of all parents (`a$b$c`), as they stand in a urn. */
const qualifiedTypes = new WeakMap<object, string>();

function answer(urn: string, id: string, outputs: WireObject): object {
    return {
        getUrn: () => urn,
        getId: () => id,
        getObject: () => ({ toJavaScript: () => outputs }),
        getPropertydependenciesMap: () => undefined,
        getResult: () => 0,
    };
}

function readAnswer(urn: string, outputs: WireObject): object {
    return { getUrn: () => urn, getProperties: () => ({ toJavaScript: () => outputs }) };
}

/** The name that the SDK gives a stack's own resource. */
function stackName({ project, stack }: MonitorOptions): string {
    return `${project}-${stack}`;
}

function optionsOf(request: RegisterResourceRequest): PlanResource["options"] {
    const ignoreChanges = request.getIgnorechangesList();
    return {
        ...(request.getProtect() && { protect: true }),
        ...(ignoreChanges.length > 0 && { ignoreChanges }),
        ...(request.getRetainondelete() && { retainOnDelete: true }),
        ...(request.getDeletebeforereplace() && { deleteBeforeReplace: true }),
    };
}

/**
 * An input that resolves to undefined is left out of the request without a word, and its dependency with it.
 * @throws Error that names the property
 */
function rejectVanished(given: unknown, sent: WireValue | undefined, path: string): void {
    if (Output.isInstance(given) || given instanceof Promise) {
        if (sent === undefined) {
            throw new Error(`${path} is an output that turned out undefined: expected a value`);
        }
        if (sent === "$") {
            throw new Error(
                `${path} takes an entry out of an output that a recording knows as one text, not as a list`,
            );
        }
        return;
    }
    if (Array.isArray(given)) {
        const entries = Array.isArray(sent) ? sent : [];
        given.forEach((entry, index) => rejectVanished(entry, entries[index], `${path}[${String(index)}]`));
        return;
    }
    if (isPlainObject(given)) {
        const entries = typeof sent === "object" && sent !== null && !Array.isArray(sent) ? sent : {};
        for (const [key, entry] of Object.entries(given)) {
            rejectVanished(entry, entries[key], `${path}.${key}`);
        }
    }
}

function isPlainObject(value: unknown): value is object {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
