import Big from "big.js";
import type { Plan } from "../../plan/plan";
import type { Estimate, ResourceState } from "../estimate";
import { hasGap } from "../gap";
import { itemsOf } from "../group";
import { ioOptimizedAurora, standardAurora } from "./aurora-storage";
import { detailedMonitoring } from "./detailed-monitoring";
import { endpointZones } from "./endpoint-zones";
import { gp3Volumes } from "./gp3-volumes";
import { graviton } from "./graviton";
import { idleAddress } from "./idle-address";
import { lambdaArm } from "./lambda-arm";
import type { Lever, LeverSaving } from "./lever";
import { headlessStandby, pilotLight } from "./pilot-light";
import { singleNatGateway } from "./single-nat-gateway";
import { standardSupport } from "./standard-support";
import { provisionedTables } from "./table-capacity";
import { valkey } from "./valkey";

export type { LeverSaving } from "./lever";

const levers: readonly Lever[] = [
    detailedMonitoring,
    endpointZones,
    gp3Volumes,
    graviton,
    headlessStandby,
    idleAddress,
    ioOptimizedAurora,
    lambdaArm,
    pilotLight,
    provisionedTables,
    singleNatGateway,
    standardAurora,
    standardSupport,
    valkey,
];

/**
 * What each lever alone would save, the largest saving first: the changed plan is priced as the stack was. Where the
 * change would leave more to usage or without a price than before, nothing is claimed: what vanished may be there. Nor is
 * anything said of what has a price only as it would be.
 */
export function leverSavings(plan: Plan, estimate: Estimate, price: (plan: Plan) => Estimate): readonly LeverSaving[] {
    const open = openLines(estimate);
    return levers
        .flatMap(({ change, stays, ...facts }): LeverSaving[] => {
            const changed = change(plan, estimate);
            const result = changed && price(changed);
            const moved = changed && stays ? movedLines({ estimate, changed, stays }) : new Big(0);
            const saving =
                result &&
                estimate.monthly.typical.minus(result.monthly.typical).minus(moved).plus(newlyPriced(estimate, result));
            return result && saving?.gt(0) === true && openLines(result) <= open && isPriced(result, estimate)
                ? [{ ...facts, saving }]
                : [];
        })
        .sort((a, b) => b.saving.cmp(a.saving) || (a.id < b.id ? -1 : 1));
}

/** What lines of resources that are gone come to, where others take them over. */
function movedLines({
    estimate,
    changed,
    stays,
}: {
    readonly estimate: Estimate;
    readonly changed: Plan;
    readonly stays: NonNullable<Lever["stays"]>;
}): Big {
    const left = new Set(changed.resources.map(({ urn }) => urn));
    return estimate.resources
        .filter(({ resource }) => !left.has(resource.urn))
        .flatMap(({ resource, lines }) => lines.filter((line) => stays(resource, line)))
        .reduce((sum, { charge }) => (charge.kind === "priced" ? sum.plus(charge.monthly.typical) : sum), new Big(0));
}

/** How much dearer resources only look because they had another gap before: it is no part of what a change does. */
function newlyPriced(before: Estimate, after: Estimate): Big {
    const gaps = before.resources.filter(({ state }) => hasGap(state));
    if (gaps.length === 0) {
        return new Big(0);
    }
    const now = new Map(after.resources.map((one) => [one.resource.urn, one]));
    return gaps.reduce((sum, { resource, state, monthly }) => {
        const same = now.get(resource.urn);
        const isTold = same === undefined || reasonOf(same.state) === reasonOf(state);
        return isTold ? sum : sum.plus(same.monthly.typical).minus(monthly.typical);
    }, new Big(0));
}

function reasonOf(state: ResourceState): string {
    return hasGap(state) ? state.reason : "";
}

function openLines(estimate: Estimate): number {
    return itemsOf(estimate).filter(({ line }) => line.charge.kind !== "priced").length;
}

function isPriced(changed: Estimate, { coverage }: Estimate): boolean {
    return changed.coverage.notPriced <= coverage.notPriced;
}
