import assert from "node:assert/strict";
import { inRegions } from "../../../plan/readers/region";
import { planResource } from "../../../plan/readers/state";
import { provider, state, unknown } from "./states";

const fromProvider = { provider: `${provider.urn}::p1` };

/** Regions of some resources beside a provider in eu-west-1. */
function regionsOf(...states: readonly ReturnType<typeof state>[]): readonly (string | undefined)[] {
    const [, ...resources] = inRegions([provider, ...states].map(planResource), {});
    return resources.map(({ region }) => region);
}

describe("regions of a plan's resources", () => {
    const globals = [
        "aws:account/region:Region",
        "aws:budgets/budget:Budget",
        "aws:cloudfront/distribution:Distribution",
        "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
        "aws:globalaccelerator/accelerator:Accelerator",
        "aws:iam/role:Role",
        "aws:networkmanager/coreNetwork:CoreNetwork",
        "aws:organizations/account:Account",
        "aws:route53/zone:Zone",
        "aws:route53domains/domain:Domain",
        "aws:route53recoverycontrol/cluster:Cluster",
        "aws:route53recoveryreadiness/cell:Cell",
        "aws:shield/protection:Protection",
        "aws:waf/webAcl:WebAcl",
    ];
    for (const type of globals) {
        it(`are none where AWS has the service once for all: ${type}`, () => {
            const own = state(type, "own", { ...fromProvider, inputs: { region: "us-east-1" } });
            const odd = state(type, "odd", { ...fromProvider, inputs: { region: "everywhere" } });
            assert.deepEqual(regionsOf(state(type, "one", fromProvider), own, odd), [
                undefined,
                "us-east-1",
                undefined,
            ]);
        });
    }

    it("are the provider's where a service has a global one's name in its own", () => {
        assert.deepEqual(regionsOf(state("aws:wafv2/webAcl:WebAcl", "one", fromProvider)), ["eu-west-1"]);
    });

    it("are not what they were, where they are not known any more", () => {
        const late = { ...provider, inputs: { region: unknown } };
        const one = planResource(state("aws:s3/bucket:Bucket", "one", fromProvider));
        const before = inRegions([planResource(provider), one], {});
        const after = inRegions([planResource(late), one], {}, new Set(before));
        assert.equal(before[1]?.region, "eu-west-1");
        assert.ok(after[1] && !("region" in after[1]));
    });
});
