import { describe, expect, it } from "tstyche";
import type { Egress } from "../../components/scaling-group/door";
import type { Policy } from "../../components/scaling-group/policy-settings";
import type { Image, ScalingSettings } from "../../components/scaling-group/settings";

const plain = { instanceType: "t4g.small", min: 2, max: 4, policies: {} } as const;

const metric = { namespace: "AWS/SQS", name: "Depth", statistic: "Sum", dimensions: "group" } as const;

const alarm = { metric, when: "atLeast", threshold: 1, periods: 1, periodSeconds: 60 } as const;

describe("Policy", () => {
    it("takes each kind", () => {
        expect<Policy>().type.toBeAssignableFrom({ kind: "cpu", targetPercent: 50 } as const);
        expect<Policy>().type.toBeAssignableFrom({ kind: "network", direction: "in", bytesPerMinute: 1 } as const);
        expect<Policy>().type.toBeAssignableFrom({ kind: "albRequests", perMinute: 1 } as const);
        expect<Policy>().type.toBeAssignableFrom({ kind: "metric", metric, targetValue: 1 } as const);
        expect<Policy>().type.toBeAssignableFrom({
            kind: "metricMath",
            metrics: { jobs: metric },
            expression: "jobs",
            targetValue: 1,
        } as const);
        expect<Policy>().type.toBeAssignableFrom({
            kind: "queueBacklog",
            queue: "jobs",
            maxLatencySeconds: 60,
            secondsPerMessage: 1,
        } as const);
        expect<Policy>().type.toBeAssignableFrom({
            kind: "simple",
            alarm,
            change: "instances",
            by: 1,
            cooldownSeconds: 60,
        } as const);
        expect<Policy>().type.toBeAssignableFrom({
            kind: "step",
            alarm,
            change: "percent",
            steps: [{ beyond: 0, by: 1 }],
        } as const);
        expect<Policy>().type.toBeAssignableFrom({
            kind: "scheduled",
            cron: "0 8 * * 1",
            timeZone: "Europe/Dublin",
            min: 3,
        } as const);
        expect<Policy>().type.toBeAssignableFrom({ kind: "predictive", measure: "cpu", targetValue: 50 } as const);
    });

    it("knows no step or simple policy without what sets it off", () => {
        expect<Policy>().type.not.toBeAssignableFrom({
            kind: "step",
            change: "percent",
            steps: [{ beyond: 0, by: 1 }],
        } as const);
        expect<Policy>().type.not.toBeAssignableFrom({
            kind: "simple",
            change: "exact",
            by: 1,
            cooldownSeconds: 60,
        } as const);
    });

    it("knows no time without its zone", () => {
        expect<Policy>().type.not.toBeAssignableFrom({ kind: "scheduled", cron: "0 8 * * 1", min: 3 } as const);
    });

    it("lets no kind have another's fields, and no step an end that the next could miss", () => {
        // a pause belongs to simple policies
        // @ts-expect-error Object literal may only specify known properties
        const paused: Policy = { kind: "cpu", targetPercent: 50, cooldownSeconds: 60 };
        // a step ends where the next begins
        // @ts-expect-error Object literal may only specify known properties
        const ended: Policy = { kind: "step", alarm, change: "exact", steps: [{ beyond: 0, until: 5, by: 1 }] };
        expect([paused, ended]).type.toBeAssignableTo<unknown[]>();
    });
});

describe("ScalingSettings", () => {
    it("know no desired capacity: AWS owns it", () => {
        expect<ScalingSettings>().type.toBeAssignableFrom(plain);
        // @ts-expect-error Object literal may only specify known properties
        const desired: ScalingSettings = { ...plain, desired: 3 };
        expect(desired).type.toBeAssignableTo<object>();
    });

    it("roll back to a fixed image only", () => {
        expect<Image>().type.toBeAssignableFrom({ kind: "ami", id: "ami-0abc", failedRefresh: "rollBack" } as const);
        // AWS refuses it for an image named by a parameter
        // @ts-expect-error Object literal may only specify known properties
        const latest: Image = { kind: "latest", failedRefresh: "rollBack" };
        expect(latest).type.toBeAssignableTo<object>();
    });

    it("suspend what AWS knows", () => {
        expect<ScalingSettings>().type.not.toBeAssignableFrom({ ...plain, suspended: ["Sleep"] } as const);
    });
});

describe("Egress", () => {
    it("goes to a block or to a security group, not both", () => {
        const way = { description: "The cache", port: 6379 };
        expect<Egress>().type.toBeAssignableFrom({ ...way, cidr: "10.0.0.0/8" });
        expect<Egress>().type.toBeAssignableFrom({ ...way, securityGroupId: "sg-1" });
        expect<Egress>().type.not.toBeAssignableFrom(way);
        expect<Egress>().type.not.toBeAssignableFrom({ ...way, cidr: "10.0.0.0/8", securityGroupId: "sg-1" });
    });
});
