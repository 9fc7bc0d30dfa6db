import { dollarsInRange } from "../../cost/money";
import { pricerOf } from "../commands/cost/inputs";
import { recordStack } from "../stack";

const begin = "<!-- costs: the last column is made by `npm run pages` -->";
const end = "<!-- end of costs -->";

/** The stacks that README shows. */
const stacks = ["dev", "staging", "prod"] as const;

/** What each stack costs in a month, as `antipode cost --stack NAME` says without a usage file. */
export async function stackCosts(): Promise<ReadonlyMap<string, string>> {
    const costs = new Map<string, string>();
    for (const stack of stacks) {
        const plan = await recordStack(stack);
        const { monthly } = (await pricerOf(plan.resources, { stack, set: [] }))(plan);
        costs.set(stack, dollarsInRange(monthly));
    }
    return costs;
}

/**
 * README with the last column of its table of stacks as the price book has it; the other columns are left as they are.
 * @throws RangeError when the page has no such table, or no row of a stack
 */
export function withStackCosts(page: string, costs: ReadonlyMap<string, string>): string {
    const [before, rest] = page.split(begin);
    const [table, after] = rest?.split(end) ?? [];
    if (before === undefined || table === undefined || after === undefined) {
        throw new RangeError(`README.md: expected "${begin}" and "${end}"`);
    }
    const written = [...costs].reduce((text, [stack, cost]) => withCost(text, stack, cost), table);
    return `${before}${begin}${written}${end}${after}`;
}

function withCost(table: string, stack: string, cost: string): string {
    const row = new RegExp(`^(\\| \`${stack}\` .*\\|)[^|\\n]*\\|$`, "m");
    if (!row.test(table)) {
        throw new RangeError(`README.md: expected a row of ${stack} between "${begin}" and "${end}"`);
    }
    return table.replace(row, (_, kept: string) => `${kept} ${cost} |`);
}
