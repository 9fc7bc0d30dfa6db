import Big from "big.js";
import { InvalidArgumentError, type Command } from "commander";
import { didYouMean } from "../../../components/shared/problems";
import { regions } from "../../../components/shared/regions";
import type { Grouping } from "../../../cost/group";
import type { Increase } from "../../../cost/thresholds";
import { monthHours } from "../../../cost/usage/usage-file";
import { withStackOptions, type StackOptions } from "../stack-options";

/** Where a command takes plan, usage and prices from. */
export interface InputOptions extends StackOptions {
    readonly usage?: string;
    readonly region?: string;
    readonly hours?: number;
    readonly freeTier?: true;
    readonly prices?: string;
}

/** The options of every command that prices a plan. */
export function withInputOptions(command: Command): Command {
    return withStackOptions(command)
        .option("-u, --usage <file>", "a usage file: YAML, keys as Infracost has them; --write-usage makes one")
        .option("--region <region>", "of resources whose region nothing else states", regionOfAws)
        .option("--hours <number>", "length of a month, 1 to 744 (default: the usage file's, or 730)", hoursOfMonth)
        .option("--free-tier", "takes the monthly free allowances off")
        .option("--prices <file>", "discounts and own prices over the list's: YAML, see docs/cost.md");
}

/** What stands before a subcommand's name counts too: `cost --stack prod explain NAME` would otherwise silently take another stack. */
export function givenBefore(cost: Command, subcommand: Command): Partial<InputOptions> {
    const given = (command: Command, key: string): boolean => command.getOptionValueSource(key) === "cli";
    const isOnlyBefore = (key: string): boolean => key !== "format" && given(cost, key) && !given(subcommand, key);
    const keys = Object.keys(cost.opts()).filter(isOnlyBefore);
    return Object.fromEntries(keys.map((key) => [key, cost.getOptionValue(key) as unknown]));
}

/** `region`, `component`, `resource`, `service` or `tag:KEY`; several, from the outside in, with commas between. */
export function groupings(text: string): readonly Grouping[] {
    const words = text.split(",");
    if (new Set(words).size < words.length) {
        throw new InvalidArgumentError("expected each group once");
    }
    return words.map((word): Grouping => {
        if (word.startsWith("tag:") && word.length > "tag:".length) {
            return { kind: "tag", key: word.slice("tag:".length) };
        }
        if (word === "region" || word === "component" || word === "resource" || word === "service") {
            return { kind: word };
        }
        throw new InvalidArgumentError(`expected region, component, resource, service or tag:KEY, got ${word}`);
    });
}

export function money(text: string): Big {
    if (!/^\d+(\.\d+)?$/.test(text)) {
        throw new InvalidArgumentError("expected dollars, such as 5000 or 99.50");
    }
    return new Big(text);
}

/** Parts of a bill beside those of regions. */
const otherBuckets: readonly string[] = ["global", "edge"];

/** A limit of a region that is none would never be broken, and what is in one would have no price. */
function isRegion(text: string): boolean {
    return otherBuckets.includes(text) || (regions as readonly string[]).includes(text);
}

function regionOfAws(text: string): string {
    if (otherBuckets.includes(text) || !isRegion(text)) {
        throw new InvalidArgumentError(`expected a region of AWS${didYouMean(text, regions) || ", such as eu-west-1"}`);
    }
    return text;
}

/** `REGION=DOLLARS`; may be repeated. */
export function regionLimit(text: string, before: ReadonlyMap<string, Big>): ReadonlyMap<string, Big> {
    const [region = "", amount, ...rest] = text.split("=");
    if (!isRegion(region) || amount === undefined || rest.length > 0) {
        const meant = isRegion(region) ? "" : didYouMean(region, regions);
        throw new InvalidArgumentError(`expected REGION=DOLLARS, such as eu-west-1=2000 or global=50${meant}`);
    }
    return new Map([...before, [region, money(amount)]]);
}

/** `COMPONENT=DOLLARS`; may be repeated. A component's name may hold `=` itself. */
export function componentLimit(text: string, before: ReadonlyMap<string, Big>): ReadonlyMap<string, Big> {
    const at = text.lastIndexOf("=");
    if (at < 1) {
        throw new InvalidArgumentError('expected COMPONENT=DOLLARS, such as "orders-euw1 (Network)=300"');
    }
    return new Map([...before, [text.slice(0, at), money(text.slice(at + 1))]]);
}

export function increase(text: string): Increase {
    return text.endsWith("%")
        ? { kind: "percent", amount: money(text.slice(0, -1).trimEnd()) }
        : { kind: "dollars", amount: money(text) };
}

/** @throws InvalidArgumentError for what no month has */
function hoursOfMonth(text: string): number {
    const { least, most } = monthHours;
    const hours = text.trim() === "" ? NaN : Number(text);
    if (!(hours >= least && hours <= most)) {
        throw new InvalidArgumentError(`expected the hours of a month, ${least} to ${most}`);
    }
    return hours;
}
