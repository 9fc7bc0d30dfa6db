import assert from "node:assert/strict";
import fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { TableAccelerator } from "../../components/table-accelerator";
import { acceleratorName, checkAccelerator, type AcceleratorSettings } from "../../components/table-accelerator/rules";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, recordAlone, text } from "./platforms";

const settings: AcceleratorSettings = { nodeType: "dax.r5.large", nodes: 3, itemSeconds: 60, querySeconds: 5 };
const arn = "arn:aws:dynamodb:eu-west-1:1:table/orders";

let made: TableAccelerator;
function accelerator(given = settings): Promise<Plan> {
    return recordAlone(() => {
        made = new TableAccelerator("orders-euw1", {
            place: { region: "eu-west-1", tags: {} },
            network: {
                vpcId: pulumi.output("vpc-1"),
                subnetIds: { public: [], app: [], data: [pulumi.output("subnet-1"), pulumi.output("subnet-2")] },
            },
            settings: given,
            clientBlock: "10.0.32.0/19",
            tableAccess: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: arn }],
        });
    });
}

describe("TableAccelerator", () => {
    it("is encrypted at rest and on the wire, with a node in each of three", async () => {
        const { inputs } = one(await accelerator(), "aws:dax/cluster:Cluster");
        assert.deepEqual(inputs["serverSideEncryption"], { enabled: true });
        assert.deepEqual(
            ["clusterEndpointEncryptionType", "replicationFactor", "clusterName", "region"].map((key) => inputs[key]),
            ["TLS", 3, "orders-euw1", "eu-west-1"],
        );
    });

    it("answers from memory for as long as it is told", async () => {
        const { inputs } = one(await accelerator(), "aws:dax/parameterGroup:ParameterGroup");
        assert.deepEqual(inputs["parameters"], [
            { name: "query-ttl-millis", value: "5000" },
            { name: "record-ttl-millis", value: "60000" },
        ]);
    });

    it("makes another group of parameters for other values, since AWS changes none in use, by a field that it fixes", async () => {
        const description = async (given: AcceleratorSettings): Promise<unknown> =>
            one(await accelerator(given), "aws:dax/parameterGroup:ParameterGroup").inputs["description"];
        const described = [
            await description(settings),
            await description({ ...settings, nodes: 5 }),
            await description({ ...settings, itemSeconds: 61 }),
            await description({ ...settings, querySeconds: 6 }),
        ];
        assert.equal(new Set(described).size, 3);
        assert.equal(described[0], described[1]);
    });

    it("goes before another of its name comes, for other nodes", async () => {
        assert.equal(one(await accelerator(), "aws:dax/cluster:Cluster").options.deleteBeforeReplace, true);
    });

    it("admits the cell's app tier on its TLS port, and asks tables with the rights it is given and no others", async () => {
        const recorded = await accelerator();
        const { inputs } = one(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
        assert.deepEqual([inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]], ["10.0.32.0/19", 9111, 9111]);
        const rights = JSON.parse(text(one(recorded, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as unknown;
        assert.deepEqual(field(rights as never, "Statement"), [
            { Effect: "Allow", Action: "dynamodb:GetItem", Resource: arn },
        ]);
        const trusted = text(one(recorded, "aws:iam/role:Role").inputs["assumeRolePolicy"]);
        assert.match(trusted, /"dax\.amazonaws\.com"/);
    });

    it("publishes the alarms that it makes, and rights on itself", async () => {
        const alarms = ofType(await accelerator(), "aws:cloudwatch/metricAlarm:MetricAlarm");
        assert.deepEqual(alarms.map(({ name }) => name).sort(), ["orders-euw1-dax-cpu", "orders-euw1-dax-throttles"]);
        assert.equal(made.alarms.length, alarms.length);
        assert.equal(made.access.length, 1);
        assert.ok(!JSON.stringify(made.access[0]?.Action).includes("*"));
    });

    it("refuses wrong arguments before its first child", async () => {
        await assert.rejects(accelerator({ ...settings, nodes: 0 }), /settings\.nodes: expected 1 to 11, got 0/);
    });
});

describe("the rules of an accelerator", () => {
    it("accept what AWS sells", () => {
        assert.deepEqual(checkAccelerator(settings), []);
        assert.deepEqual(checkAccelerator({ ...settings, nodes: 11, nodeType: "dax.t3.small", querySeconds: 0 }), []);
    });

    it("refuse what it does not, all at once", () => {
        const wrong = { nodeType: "cache.r5.large", nodes: 12, itemSeconds: -1, querySeconds: -1 };
        assert.deepEqual(
            checkAccelerator(wrong).map(({ path, message }) => `${path}: ${message}`),
            [
                'nodeType: expected a node type such as dax.r5.large, got "cache.r5.large"',
                "nodes: expected 1 to 11, got 12",
                "itemSeconds: expected more than 0 (DAX takes 0 for ever), got -1",
                "querySeconds: expected 0 or more, got -1",
            ],
        );
    });

    it("refuse an item's 0 seconds, which DAX takes for ever", () => {
        assert.deepEqual(
            checkAccelerator({ ...settings, itemSeconds: 0 }).map(({ path }) => path),
            ["itemSeconds"],
        );
    });

    it("keep names under 20 characters, as DAX wants them, and two names apart", () => {
        assert.equal(acceleratorName("orders-euw1"), "orders-euw1");
        const name = fc.stringMatching(/^[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,6}){1,3}$/);
        fc.assert(
            fc.property(name, name, (one, other) => {
                const [short, otherShort] = [acceleratorName(one), acceleratorName(other)];
                assert.match(short, /^(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
                assert.equal(short === otherShort, one === other);
            }),
        );
    });
});
