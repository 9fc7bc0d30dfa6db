import assert from "node:assert/strict";
import type { PlanValue } from "../../../plan/plan";
import { estimate, resource } from "../plans";
import { bill, costOf, range, reasonOf, ref } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

describe("the price of a state machine", () => {
    const machine = (inputs: Inputs) => resource("aws:sfn/stateMachine:StateMachine", inputs);

    it("is of transitions for a standard one", () => {
        // 1,000,000 x 0.000025
        assert.deepEqual(bill([machine({})], { monthly_transitions: 1e6 }), { transitions: "25" });
    });

    it("is of requests, and of time and memory in their steps, for an express one", () => {
        const express = machine({ type: "EXPRESS" });
        const use = { monthly_requests: 1e6, workflow_duration_ms: 150, memory_mb: 50 };
        // 1,000,000 x 0.000001; 1,000,000 x 0.2 s x 64/1024 GB = 12,500 GB-s x 0.00001667
        assert.deepEqual(bill([express], use), { requests: "1", duration: "0.208375" });
        // 100 times that is 1,250,000; 400 times crosses 3,600,000: x 0.00001667 + 1,400,000 x 0.00000833
        assert.equal(bill([express], { ...use, monthly_requests: 400e6 })["duration"], "71.674");
    });
});

describe("the price of a canary", () => {
    const canary = (inputs: Inputs) =>
        resource("aws:synthetics/canary:Canary", { schedule: { expression: "rate(5 minutes)" }, ...inputs });

    it("is of runs as its schedule says, or as the usage file does", () => {
        // 730 x 12 x 0.0014
        assert.deepEqual(bill([canary({})]), { runs: "12.264" });
        assert.deepEqual(bill([canary({})], { monthly_runs: 1000 }), { runs: "1.4" });
        assert.deepEqual(bill([canary({ startCanary: false })]), { runs: "0" });
        // One that nobody starts runs never.
        assert.deepEqual(range([canary({})]), ["0", "12.264", "12.264"]);
        assert.deepEqual(range([canary({ startCanary: true })]), ["12.264", "12.264", "12.264"]);
        for (const expression of ["sometimes", "cron(0 10 ? * FRI-MON *)", "cron(0 22-2 * * ? *)"]) {
            assert.deepEqual(bill([canary({ schedule: { expression } })]), { runs: "usage needed" });
        }
        // 30.42 days x 5 / 7, at 0.0014
        const weekdays = bill([canary({ schedule: { expression: "cron(0 10 ? * MON-FRI *)" } })])["runs"];
        assert.equal(Number(weekdays).toFixed(4), "0.0304");
    });
});

describe("the price of events", () => {
    it("is of those that are sent on to a bus of another region or account, and nothing for other targets", () => {
        const bus = (region: string) => resource("aws:cloudwatch/eventBus:EventBus", {}, { region });
        const target = (arn: Inputs[string]) => resource("aws:cloudwatch/eventTarget:EventTarget", { arn });
        const sent = { monthly_events_sent_on: 1e6 };
        const abroad = bus("us-east-1");
        // 1,000,000 x 0.000001
        assert.deepEqual(bill([target(ref(abroad, "arn")), abroad], sent), { "events sent on": "1" });
        const theirs = "arn:aws:events:eu-west-1:111122223333:event-bus/central";
        assert.deepEqual(bill([target(theirs)], sent), { "events sent on": "1" });
        const near = bus("eu-west-1");
        assert.equal(costOf([target(ref(near, "arn")), near]).state.kind, "free");
        assert.equal(costOf([target("arn:aws:sqs:eu-west-1:111122223333:orders")]).state.kind, "free");
    });

    it("is of those that are put on a bus, archived, sent on and looked at", () => {
        const million = 1e6;
        const bus = resource("aws:cloudwatch/eventBus:EventBus", {});
        assert.deepEqual(bill([bus], { monthly_custom_events: million }), { "custom events": "1" });
        const partner = resource("aws:cloudwatch/eventBus:EventBus", { eventSourceName: "aws.partner/x" });
        assert.deepEqual(bill([partner], { monthly_third_party_events: million }), { "partner events": "1" });
        const archive = resource("aws:cloudwatch/eventArchive:EventArchive", {});
        // 10 x 0.11, 100 x 0.023
        const kept = { monthly_archive_processing_gb: 10, archive_storage_gb: 100 };
        assert.deepEqual(bill([archive], kept), { archived: "1.1", kept: "2.3" });
        const api = resource("aws:cloudwatch/eventApiDestination:EventApiDestination", {});
        assert.deepEqual(bill([api], { monthly_invocations: million }), { invocations: "0.2" });
        const discoverer = resource("aws:schemas/discoverer:Discoverer", {});
        assert.deepEqual(bill([discoverer], { monthly_schema_discovery_events: million }), { events: "0.1" });
        // 65 KB are two requests: 2,000,000 x 0.0000004
        const pipe = resource("aws:pipes/pipe:Pipe", {});
        assert.deepEqual(bill([pipe], { monthly_requests: million, request_size_kb: 65 }), { requests: "0.8" });
    });
});

describe("the price of mail", () => {
    it("is of messages, attachments and addresses of one's own", () => {
        const identity = resource("aws:sesv2/emailIdentity:EmailIdentity", {});
        // 10,000 x 0.0001, 10 x 0.12
        const sent = { monthly_emails_sent: 10_000, monthly_attachments_gb: 10 };
        assert.deepEqual(bill([identity], sent), { "messages sent": "1", attachments: "1.2" });
        const rule = resource("aws:ses/receiptRule:ReceiptRule", {});
        assert.deepEqual(bill([rule], { monthly_emails_received: 10_000 }), { "messages received": "1" });
        assert.deepEqual(bill([resource("aws:sesv2/dedicatedIpAssignment:DedicatedIpAssignment", {})]), {
            "dedicated IP": "24.95",
        });
        const pool = (scalingMode: string) => resource("aws:sesv2/dedicatedIpPool:DedicatedIpPool", { scalingMode });
        assert.match(reasonOf([pool("MANAGED")]), /\(managed\) per month.*\(managed\) per message/);
        assert.equal(costOf([pool("STANDARD")]).state.kind, "free");
    });
});

describe("the price of traces, samples and dashboards", () => {
    it("is of traces that a rule records", () => {
        const rule = resource("aws:xray/samplingRule:SamplingRule", {});
        // 1,000,000 x 0.000005, 1,000,000 x 0.0000005
        const traces = { monthly_traces_stored: 1e6, monthly_traces_scanned: 1e6 };
        assert.deepEqual(bill([rule], traces), { "traces stored": "5", "traces scanned": "0.5" });
    });

    it("is of traces again for a group whose anomalies are looked for", () => {
        const group = (insightsEnabled: boolean) =>
            resource("aws:xray/group:Group", { insightsConfiguration: { insightsEnabled } });
        // 1,000,000 x 0.000001
        assert.deepEqual(bill([group(true)], { monthly_traces_stored: 1e6 }), { insights: "1" });
        assert.equal(costOf([group(false)]).state.kind, "free");
    });

    it("is of samples beyond those that the list gives away", () => {
        const workspace = resource("aws:amp/workspace:Workspace", {});
        // 1,000,000,000 - 40,000,000 at 0.00000009; 110 - 10 at 0.03
        const kept = { monthly_metric_samples: 1e9, storage_gb: 110 };
        assert.deepEqual(bill([workspace], kept), { samples: "86.4", stored: "3" });
        assert.match(reasonOf([workspace], { monthly_query_samples: 1 }), /Query Samples Processed/);
        // 730 x 0.04, 1,000,000,000 x 0.000000003
        const collected = { monthly_collected_samples: 1e9 };
        const collector = resource("aws:amp/scraper:Scraper", {});
        assert.deepEqual(bill([collector], collected), { hours: "29.2", collected: "3" });
    });

    it("is of people for Grafana, which the list lacks in one region", () => {
        const workspace = resource("aws:grafana/workspace:Workspace", {});
        const people = { monthly_editors: 2, monthly_viewers: 10 };
        assert.deepEqual(bill([workspace], people), { editors: "18", viewers: "50" });
        assert.match(reasonOf([{ ...workspace, region: "sa-east-1" }], people), /User Fees Editor/);
    });

    it("is of updates that are streamed and of rules that count", () => {
        const stream = resource("aws:cloudwatch/metricStream:MetricStream", {});
        // 1,000,000 x 0.000003
        assert.deepEqual(bill([stream], { monthly_metric_updates: 1e6 }), { "metric updates": "3" });
        const rule = resource("aws:cloudwatch/contributorInsightRule:ContributorInsightRule", {});
        assert.deepEqual(bill([rule]), { rule: "0.5" });
        assert.match(reasonOf([rule], { monthly_matched_events: 1 }), /matched events/);
    });
});

describe("the price of names inside a network", () => {
    it("is of a resolver's addresses and queries", () => {
        const endpoint = resource("aws:route53/resolverEndpoint:ResolverEndpoint", { ipAddresses: [{}, {}] });
        // 2 x 730 x 0.125; 1,000,000 x 0.0000004
        assert.deepEqual(bill([endpoint], { monthly_queries: 1e6 }), { addresses: "182.5", queries: "0.4" });
    });

    it("is of domains and judged queries for its firewall", () => {
        const list = resource("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", {
            domains: ["a.example", "b.example"],
        });
        assert.deepEqual(bill([list]), { domains: "0.001" });
        const group = resource(
            "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
            {},
        );
        assert.deepEqual(bill([group], { monthly_queries: 1e6 }), { queries: "0.6" });
    });

    it("is of what a program registers, and of questions where no name answers", () => {
        assert.deepEqual(bill([resource("aws:servicediscovery/instance:Instance", {})]), { registered: "0.1" });
        const service = (inputs: Inputs) => resource("aws:servicediscovery/service:Service", inputs);
        assert.deepEqual(bill([service({})], { monthly_discovery_calls: 1e6 }), { "discovery calls": "1" });
        assert.equal(costOf([service({ dnsConfig: {} })]).state.kind, "free");
        const namespace = resource("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", {});
        assert.deepEqual(bill([namespace]), { "hosted zone": "0.5" });
    });

    it("is of a firewall's endpoints and traffic", () => {
        const firewall = resource("aws:networkfirewall/firewall:Firewall", { subnetMappings: [{}, {}, {}] });
        // 3 x 730 x 0.395; 1,000 x 0.065
        const { endpoints, "data processed": data } = bill([firewall], { monthly_data_processed_gb: 1000 });
        assert.deepEqual([endpoints, data], ["865.05", "65"]);
    });
});

describe("the price of operations", () => {
    it("is of advanced parameters alone, surely or perhaps", () => {
        const parameter = (inputs: Inputs) => resource("aws:ssm/parameter:Parameter", inputs);
        assert.equal(costOf([parameter({})]).state.kind, "free");
        // 730 x 0.00007
        const asked = { monthly_api_interactions: 10_000 };
        // 10,000 x 0.000005
        const advanced = { "advanced parameter": "0.0511", requests: "0.05" };
        assert.deepEqual(bill([parameter({ tier: "Advanced" })], asked), advanced);
        assert.deepEqual(range([parameter({ tier: "Intelligent-Tiering" })]), ["0", "0", "0.0511"]);
        assert.deepEqual(bill([parameter({})], asked), { requests: "0.05" });
    });

    it("is of minutes of an experiment", () => {
        const template = resource("aws:fis/experimentTemplate:ExperimentTemplate", {});
        assert.deepEqual(bill([template], { monthly_action_minutes: 60 }), { "action minutes": "6" });
    });

    it("is of days of budgets that act, each counted once", () => {
        const budgets = ["a", "b", "c"].map((name) => resource("aws:budgets/budget:Budget", {}, { name }));
        const action = (at: number, name: string) => {
            const [budget = budgets[0]] = budgets.slice(at);
            const budgetName = budget === undefined ? null : ref(budget, "name");
            return resource("aws:budgets/budgetAction:BudgetAction", { budgetName }, { name });
        };
        const all = [...budgets, action(0, "first"), action(0, "second"), action(1, "third"), action(2, "fourth")];
        // three budgets x 730 / 24 days - 62 free = 29.25 x 0.10
        assert.equal(estimate(all).monthly.typical.round(10).toString(), "2.925");
    });

    it("is named where the list has none", () => {
        const cluster = resource("aws:route53recoverycontrol/cluster:Cluster", {});
        assert.match(reasonOf([cluster]), /no price for AmazonARC: Routing control cluster per hour/);
        assert.match(reasonOf([resource("aws:directconnect/connection:Connection", {})]), /AWSDirectConnect/);
    });
});
