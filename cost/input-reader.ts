import type { PlanValue, Secret } from "../plan/plan";
import { dependenciesOf, isUnknown } from "../plan/unknown";
import type { CostResource } from "./cost-resource";
import { namedIn } from "./resource-names";

/** An input that decides a price and that nobody knows before deployment. */
export class UnknownInput extends Error {
    constructor(readonly path: string) {
        super(`${path} is not known before deployment`);
        this.name = "UnknownInput";
    }
}

/** An input of another kind than the type's own schema says. */
export class WrongInput extends Error {
    constructor(
        private readonly path: string,
        private readonly expected: string,
        readonly got: PlanValue,
    ) {
        super(`${path}: expected ${expected}, got ${JSON.stringify(got, hidden)}`);
        this.name = "WrongInput";
    }

    /** The message for a value that is secret. */
    get withoutValue(): string {
        return `${this.path}: expected ${this.expected}, got a secret`;
    }
}

/** For `JSON.stringify`: leaves out what a value keeps secret. */
export function hidden(key: string, value: unknown): unknown {
    return key === "$secret" ? "(secret)" : value;
}

/** Where references of inputs lead. */
export interface Graph {
    readonly byUrn: ReadonlyMap<string, CostResource>;
    readonly ofType: (type: string) => readonly CostResource[];
}

type Fields = { readonly [key: string]: PlanValue };

/** Inputs, or an object within them. Paths have dots and numbers: `blockDeviceMappings.0.ebs.volumeSize`. */
export class InputReader {
    constructor(
        private readonly fields: PlanValue,
        private readonly prefix: string,
        protected readonly graph: Graph,
    ) {}

    /** Undefined when absent. @throws UnknownInput, WrongInput */
    text(path: string): string | undefined {
        return this.known(path, "a text", (value): value is string => typeof value === "string");
    }

    /**
     * One of the texts that AWS knows for an input. Undefined when absent, and when empty, which the provider takes for
     * absent.
     * @param choices as AWS writes them; any other text would be billed as something that it is not
     * @throws UnknownInput, WrongInput that names the choices
     */
    choice<const Choice extends string>(path: string, choices: readonly Choice[]): Choice | undefined {
        const text = this.text(path);
        if (text === undefined || text === "") {
            return undefined;
        }
        const choice = choices[(choices as readonly string[]).indexOf(text)];
        if (choice === undefined) {
            throw new WrongInput(this.name(path), either(choices), text);
        }
        return choice;
    }

    /** The same for the few inputs that the provider takes in small letters, too. */
    choiceOfAnyCase<const Choice extends string>(path: string, choices: readonly Choice[]): Choice | undefined {
        const small = this.text(path)?.toLowerCase();
        return choices.find((one) => one.toLowerCase() === small) ?? this.choice(path, choices);
    }

    /**
     * How a text begins whose kind AWS tells by that, and of which it adds others: versions, families, ids.
     * @param beginnings every one that AWS knows
     */
    beginning<const Beginning extends string>(path: string, beginnings: readonly Beginning[]): Beginning | undefined {
        const text = this.text(path);
        if (text === undefined || text === "") {
            return undefined;
        }
        const found = beginnings.find((one) => text.startsWith(one));
        if (found === undefined) {
            throw new WrongInput(this.name(path), `what begins with ${either(beginnings)}`, text);
        }
        return found;
    }

    /**
     * Numbers that a program wrote as text count, as they do for AWS's provider.
     * @param least below zero where AWS has a meaning for it, such as no limit; anything else would be a saving
     */
    number(path: string, least = 0): number | undefined {
        const value = this.known(
            path,
            `a number of ${least} or more`,
            (one): one is string | number => isNumber(one) && Number(one) >= least,
        );
        return value === undefined ? undefined : Number(value);
    }

    /** Launch templates write theirs as text. */
    flag(path: string): boolean | undefined {
        const value = this.known(
            path,
            "true or false",
            (one): one is boolean | "true" | "false" => typeof one === "boolean" || one === "true" || one === "false",
        );
        return value === undefined ? undefined : value === true || value === "true";
    }

    has(path: string): boolean {
        const value = this.at(path);
        return value !== undefined && value !== null;
    }

    /** The members of a list; empty when absent. @throws UnknownInput when the list as a whole is unknown */
    list(path: string): readonly InputReader[] {
        const value = this.at(path);
        if (value === undefined || value === null) {
            return [];
        }
        if (!Array.isArray(value)) {
            throw isUnknown(value)
                ? new UnknownInput(this.name(path))
                : new WrongInput(this.name(path), "a list", value);
        }
        return (value as readonly PlanValue[]).map(
            (member, at) => new InputReader(member, `${this.name(path)}.${at}`, this.graph),
        );
    }

    /** An object within; everything in it is absent where it is absent, and unknown where it is unknown. */
    within(path: string): InputReader {
        return new InputReader(this.at(path) ?? null, this.name(path), this.graph);
    }

    /** The text that this reader stands on itself, for lists of texts. */
    asText(): string {
        if (typeof this.fields !== "string") {
            throw isUnknown(this.fields)
                ? new UnknownInput(this.prefix)
                : new WrongInput(this.prefix, "a text", this.fields);
        }
        return this.fields;
    }

    /** How many members a list has; for a list that is unknown as a whole, how many resources it depends on. */
    count(path: string): number {
        const value = this.at(path);
        if (Array.isArray(value)) {
            return value.length;
        }
        return value === undefined || value === null ? 0 : dependenciesOf(value).length;
    }

    /**
     * How many members a list of resources of some types has; for a list that is unknown as a whole, on how many of them
     * it depends.
     * @throws UnknownInput when it depends on none: it may come from a look-up, of which nobody knows the answer
     */
    countOf(path: string, types: readonly string[]): number {
        const value = this.at(path);
        if (value === undefined || value === null || Array.isArray(value)) {
            return this.count(path);
        }
        const count = dependenciesOf(value).filter((urn) => types.includes(typeIn(urn))).length;
        if (count === 0) {
            throw new UnknownInput(this.name(path));
        }
        return count;
    }

    /** The resource of a type that an input refers to, or whose id, arn or name it is. */
    follow(path: string, type: string): CostResource | undefined {
        const value = this.at(path);
        if (value === undefined || value === null) {
            return undefined;
        }
        const referred = dependenciesOf(value)
            .map((urn) => this.graph.byUrn.get(urn))
            .find((resource) => resource?.type === type);
        return referred ?? (typeof value === "string" ? namedIn(this.graph, type, value) : undefined);
    }

    private known<T extends PlanValue>(
        path: string,
        expected: string,
        is: (value: PlanValue) => value is T,
    ): T | undefined {
        const value = this.at(path);
        if (value === undefined || value === null) {
            return undefined;
        }
        if (isUnknown(value)) {
            throw new UnknownInput(this.name(path));
        }
        if (!is(value)) {
            throw new WrongInput(this.name(path), expected, value);
        }
        return value;
    }

    protected at(path: string): PlanValue | undefined {
        return keysOf(path).reduce<PlanValue | undefined>(
            // What lies in an unknown is unknown.
            (value, key) =>
                value === undefined || value === null || isUnknown(value) ? value : opened((value as Fields)[key]),
            this.fields,
        );
    }

    private name(path: string): string {
        return this.prefix === "" ? path : `${this.prefix}.${path}`;
    }
}

/** `urn:pulumi:stack::project::parent$type::name`: dependencies need not be part of what is read. */
function typeIn(urn: string): string {
    return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** `a, b or c`. */
function either(choices: readonly string[]): string {
    return [choices.slice(0, -1).join(", "), ...choices.slice(-1)].filter((part) => part !== "").join(" or ");
}

/** JavaScript takes an empty text, a list of one and `true` for numbers, too. */
function isNumber(value: PlanValue): boolean {
    const isWritten = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
    return isWritten && Number.isFinite(Number(value));
}

/** Paths are few and are asked of every resource. */
const split = new Map<string, readonly string[]>();

function keysOf(path: string): readonly string[] {
    const keys = split.get(path) ?? path.split(".");
    split.set(path, keys);
    return keys;
}

/** A secret counts: its value decides what it costs. Messages do not tell it. */
function opened(value: PlanValue | undefined): PlanValue | undefined {
    return typeof value === "object" && value !== null && "$secret" in value ? (value as Secret).$secret : value;
}
