import Big from "big.js";
import type { Estimate } from "../../cost/estimate";
import { bucketOf, itemsOf, monthlyOf } from "../../cost/group";

/** An estimate in the few lines that a preview has room for: the total, and each region's share. */
export function packSummary(estimate: Estimate): string {
    const { monthly, coverage } = estimate;
    const regions = new Map<string, Big>();
    for (const item of itemsOf(estimate)) {
        const region = bucketOf(item);
        regions.set(region, (regions.get(region) ?? new Big(0)).plus(monthlyOf(item.line).typical));
    }
    const shares = [...regions]
        .filter(([, amount]) => amount.gt(0))
        .sort(([, a], [, b]) => b.cmp(a))
        .map(([region, amount]) => `${region} ${dollars(amount)}`);
    const { priced, usageNeeded, free, notPriced, partlyPriced } = coverage;
    return [
        `${dollars(monthly.typical)} a month (${dollars(monthly.low)} to ${dollars(monthly.high)})`,
        ...(shares.length > 0 ? [`by region: ${shares.join(", ")}`] : []),
        `priced ${priced}, of which ${usageNeeded} also bill usage that is not in this sum; free ${free}; partly priced ${partlyPriced}; not priced ${notPriced - partlyPriced}`,
    ].join("\n");
}

function dollars(amount: Big): string {
    return `$${amount.toFixed(2)}`;
}
