import assert from "node:assert/strict";
import { loadStack, parsePlatform, type PlatformConfig } from "../../config";
import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import { endpoints, plan, twoRegions } from "../components/platforms";
import { stores } from "../components/stores";
import { root, stacks } from "./facts";
import { exposedMachines, openDoors, plainListeners, unguarded } from "./rules/closed";
import { unknownTypes, unsealed } from "./rules/encryption";
import { apart, stillHeld, unprotected } from "./rules/protection";
import { plainSecrets } from "./rules/secrets";

const rules = { exposedMachines, openDoors, plainListeners, plainSecrets, unguarded, unknownTypes, unsealed };

/** A plan with some of its resources' inputs changed. */
function broken(recorded: Plan, type: RegExp, inputs: Record<string, PlanValue>): Plan {
    const resources = recorded.resources.map((resource): PlanResource =>
        type.test(resource.type) ? { ...resource, inputs: { ...resource.inputs, ...inputs } } : resource,
    );
    return { ...recorded, resources };
}

describe("a plan is closed", function () {
    this.timeout(60_000);
    let full: Plan;
    before(async () => {
        full = await plan(parsePlatform({ ...twoRegions(), ...stores, inference: endpoints[0] }));
    });

    for (const stack of stacks) {
        it(`${stack}: to everybody it is not open to on purpose, in plain text nowhere, under our own keys`, async () => {
            const recorded = await plan(loadStack(stack, root));
            for (const [name, rule] of Object.entries(rules)) {
                assert.deepEqual(rule(recorded), [], name);
            }
        });
    }

    const password = { $ref: { urn: "", output: "result" } };
    const mistakes: Record<string, [keyof typeof rules, RegExp, Record<string, PlanValue>]> = {
        "a database's door that is open to anyone": [
            "openDoors",
            /:SecurityGroupIngressRule$/,
            { cidrIpv4: "0.0.0.0/0" },
        ],
        "a door that is open by IPv6": ["openDoors", /:SecurityGroupIngressRule$/, { cidrIpv6: "::/0" }],
        "a balancer's door on another port": ["openDoors", /:SecurityGroupIngressRule$/, { fromPort: 0 }],
        "a rule inside a group": ["openDoors", /:SecurityGroup$/, { ingress: [] }],
        "a listener that serves without TLS": ["plainListeners", /:Listener$/, { protocol: "HTTP", port: 8080 }],
        "an old TLS policy": ["plainListeners", /:Listener$/, { sslPolicy: "ELBSecurityPolicy-2016-08" }],
        "metadata that needs no token": ["exposedMachines", /:LaunchTemplate$/, { metadataOptions: {} }],
        "a public database": ["exposedMachines", /:ClusterInstance$/, { publiclyAccessible: true }],
        "a subnet that gives public addresses": ["exposedMachines", /:Subnet$/, { mapPublicIpOnLaunch: true }],
        "a bucket that may be public": ["unguarded", /:BucketPublicAccessBlock$/, { blockPublicAcls: false }],
        "a bucket that answers without TLS": ["unguarded", /:BucketPolicy$/, { policy: "{}" }],
        "a network whose default group is open": ["unguarded", /:DefaultSecurityGroup$/, { vpcId: "vpc-1" }],
        "a log under AWS's key": ["unsealed", /:LogGroup$/, { kmsKeyId: "alias/aws/logs" }],
        "volumes under AWS's key": ["unsealed", /:LaunchTemplate$/, { blockDeviceMappings: [{ ebs: {} }] }],
        "a replica under AWS's key": ["unsealed", /:Table$/, { replicas: [{ regionName: "us-east-1" }] }],
        "a bucket under S3's key": ["unsealed", /:BucketServerSideEncryptionConfiguration$/, { rules: [{}] }],
        "storage in plain": ["unsealed", /^aws:rds.*:Cluster$/, { storageEncrypted: false }],
        "a password that is written down": ["plainSecrets", /^aws:rds.*:Cluster$/, { masterPassword: "hunter2" }],
    };
    for (const [title, [rule, type, inputs]] of Object.entries(mistakes)) {
        it(`and ${title} is noticed`, () => {
            assert.deepEqual(rules[rule](full), []);
            assert.notDeepEqual(rules[rule](broken(full, type, inputs)), []);
        });
    }

    it("and a password that leaks into another input, or into user data, is noticed", () => {
        const from = full.resources.find(({ type }) => type === "random:index/randomPassword:RandomPassword");
        assert.ok(from);
        const leak = { $ref: { ...password.$ref, urn: from.urn } };
        const told = Buffer.from(`PASSWORD=\${${from.urn}#result}`).toString("base64");
        assert.notDeepEqual(plainSecrets(broken(full, /:LogGroup$/, { name: leak })), []);
        assert.notDeepEqual(plainSecrets(broken(full, /:LaunchTemplate$/, { userData: told })), []);
    });
});

describe("what a plan refuses to lose", function () {
    this.timeout(60_000);
    const config = (stack: string, allowDestroy: boolean): PlatformConfig =>
        loadStack(stack, root, (raw) => ({ ...(raw as object), allowDestroy }));

    for (const stack of stacks) {
        it(`${stack}: is protected by Pulumi and by AWS, and allowDestroy alone takes all of it away`, async () => {
            const safe = await plan(config(stack, false));
            const loose = await plan(config(stack, true));
            assert.deepEqual(unprotected(safe), []);
            assert.deepEqual(stillHeld(loose), []);
            assert.ok(stillHeld(safe).length > 10);
            assert.deepEqual(safe.resources.map(apart), loose.resources.map(apart));
        });
    }

    it("is noticed when one resource lets go", async () => {
        const safe = await plan(config("prod", false));
        const without = (type: RegExp): Plan => ({
            ...safe,
            resources: safe.resources.map((one) => (type.test(one.type) ? { ...one, options: {} } : one)),
        });
        assert.equal(unprotected(without(/:GlobalCluster$/)).length, 1);
        assert.notDeepEqual(unprotected(broken(safe, /:LoadBalancer$/, { enableDeletionProtection: false })), []);
        assert.notDeepEqual(unprotected(broken(safe, /:Bucket$/, { forceDestroy: true })), []);
        assert.notDeepEqual(unprotected(broken(safe, /^aws:rds.*:Cluster$/, { skipFinalSnapshot: true })), []);
        assert.notDeepEqual(
            unprotected(broken(safe, /:Table$/, { replicas: [{ deletionProtectionEnabled: false }] })),
            [],
        );
    });
});
