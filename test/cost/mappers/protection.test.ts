import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, costOf, reasonOf, ref, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

const judged = { monthly_requests: 1e6 };

describe("the price of a web ACL", () => {
    const acl = (inputs: Inputs = {}) =>
        resource("aws:wafv2/webAcl:WebAcl", { scope: "REGIONAL", ...inputs }, { name: "acl" });
    const managed = (name: string) => ({ statement: { managedRuleGroupStatement: { vendorName: "AWS", name } } });
    const group = resource("aws:wafv2/ruleGroup:RuleGroup", { rules: [{}, {}, {}] }, { name: "mine" });

    it("is itself, its rules and what it judges", () => {
        const rules = [{ statement: { geoMatchStatement: {} } }, managed("AWSManagedRulesCommonRuleSet")];
        // 5, 1 a rule or group, 1,000,000 x 0.0000006
        assert.deepEqual(bill([acl({ rules })], judged), { "web ACL": "5", rules: "2", requests: "0.6" });
        assert.equal(costOf([acl({ ruleJson: "[{}, {}, {}]" })], judged).monthly.typical.toString(), "8.6");
    });

    it("counts the rules of one's own group, known or from a preview", () => {
        const refer = (arn: PlanValue) => acl({ rules: [{ statement: { ruleGroupReferenceStatement: { arn } } }] });
        // 5 + 1 for the group + 3 for its rules + 0.6
        for (const arn of [ref(group, "arn"), unknown(group)]) {
            assert.equal(costOf([refer(arn), group], judged).monthly.typical.toString(), "9.6");
        }
        const elsewhere = refer("arn:aws:wafv2:eu-west-1:111122223333:regional/rulegroup/theirs/1");
        assert.deepEqual(costOf([elsewhere], judged).state, { kind: "usage needed", keys: ["rule_group_rules"] });
    });

    it("adds what dear groups cost, and the requests that they judge beyond ten million", () => {
        const bots = acl({ rules: [managed("AWSManagedRulesBotControlRuleSet")] });
        const usage = { ...judged, monthly_bot_control_requests: 12e6 };
        const { AWSManagedRulesBotControlRuleSet: fee, "requests to bot control": requests } = bill([bots], usage);
        // 2,000,000 x 0.000001
        assert.deepEqual([fee, requests], ["10", "2"]);
        assert.equal(bill([acl({ rules: [managed("AWSManagedRulesATPRuleSet")] })])["AWSManagedRulesATPRuleSet"], "10");
    });

    it("pays for every 500 capacity units that are begun above 1,500", () => {
        const surcharge = (web: PlanResource, units?: number) =>
            bill([web, group], { ...judged, ...(units === undefined ? {} : { web_acl_capacity_units: units }) })[
                "requests, for capacity above 1,500"
            ];
        // 1,000,000 x 0.0000002 a block
        assert.equal(surcharge(acl(), 1500), "0");
        assert.equal(surcharge(acl(), 1501), "0.2");
        assert.equal(surcharge(acl(), 2001), "0.4");
        const common = managed("AWSManagedRulesCommonRuleSet");
        assert.equal(surcharge(acl({ rules: [common] })), undefined);
        // 700 of AWS's group and what one's own group reserves
        const large = resource("aws:wafv2/ruleGroup:RuleGroup", { capacity: 1000, rules: [] }, { name: "large" });
        const refer = { statement: { ruleGroupReferenceStatement: { arn: ref(large, "arn") } } };
        const both = bill([acl({ rules: [common, refer] }), large], judged);
        assert.equal(both["requests, for capacity above 1,500"], "0.2");
        const beside = resource("aws:wafv2/webAclRule:WebAclRule", { webAclArn: ref(acl(), "arn"), ...refer });
        const apart = bill([acl({ rules: [common] }), beside, large], judged);
        assert.equal(apart["requests, for capacity above 1,500"], "0.2");
    });

    it("asks for puzzles and challenges where rules set them, once for all rules", () => {
        const rules = [{ action: { captcha: {} } }, { action: { captcha: {} } }, { action: { challenge: {} } }];
        // 10,000 x 0.0004, 10,000,000 x 0.0000004
        const lines = bill([acl({ rules })], { monthly_captcha_attempts: 10_000, monthly_challenges: 10e6 });
        assert.deepEqual([lines["puzzles"], lines["challenges"]], ["4", "4"]);
        // 5 + 3 rules + 0.6 + 4 + 4
        const usage = { ...judged, monthly_captcha_attempts: 10_000, monthly_challenges: 10e6 };
        assert.equal(costOf([acl({ rules })], usage).monthly.typical.toString(), "16.6");
    });

    it("has no rate of the list for targeted bots, attempts of fraud, and groups of others", () => {
        const bots = "AWSManagedRulesBotControlRuleSet";
        const managedRuleGroupConfigs = [{ awsManagedRulesBotControlRuleSet: { inspectionLevel: "TARGETED" } }];
        const targeted = { managedRuleGroupStatement: { vendorName: "AWS", name: bots, managedRuleGroupConfigs } };
        assert.match(reasonOf([acl({ rules: [{ statement: targeted }] })]), /Bot Control Targeted Request/);
        assert.match(reasonOf([acl({ rules: [managed("AWSManagedRulesATPRuleSet")] })]), /Attempts Analyzed/);
        const theirs = { managedRuleGroupStatement: { vendorName: "F5", name: "OWASP" } };
        assert.match(reasonOf([acl({ rules: [{ statement: theirs }] })]), /subscription to OWASP of F5/);
    });

    it("knows a group that is tied to a web ACL, or written as AWS's API has it", () => {
        const name = "AWSManagedRulesBotControlRuleSet";
        const tied = (managedRuleGroup: Inputs) =>
            resource("aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation", {
                webAclArn: ref(acl(), "arn"),
                managedRuleGroup,
            });
        assert.equal(bill([tied({ vendorName: "AWS", name }), acl()])[name], "10");
        const set = { awsManagedRulesBotControlRuleSet: { inspectionLevel: "TARGETED" } };
        const targeted = tied({ vendorName: "AWS", name, managedRuleGroupConfigs: set });
        assert.match(reasonOf([targeted, acl()]), /Targeted/);
        const configs = [{ AWSManagedRulesBotControlRuleSet: { InspectionLevel: "TARGETED" } }];
        const statement = { VendorName: "AWS", Name: name, ManagedRuleGroupConfigs: configs };
        const ruleJson = JSON.stringify([{ Statement: { ManagedRuleGroupStatement: statement } }]);
        assert.equal(bill([acl({ ruleJson })])[name], "10");
        assert.match(reasonOf([acl({ ruleJson })]), /Targeted/);
        const refer = [{ Statement: { RuleGroupReferenceStatement: { ARN: "arn:theirs" } } }];
        const elsewhere = costOf([acl({ ruleJson: JSON.stringify(refer) })], judged).state;
        assert.deepEqual(elsewhere, { kind: "usage needed", keys: ["rule_group_rules"] });
    });

    it("is not in the list in front of CloudFront, for rules that stand beside it too", () => {
        const front = acl({ scope: "CLOUDFRONT" });
        assert.match(reasonOf([front], judged), /no price for AWSWAF: WebACL per month/);
        const beside = (of: PlanResource) =>
            resource("aws:wafv2/webAclRule:WebAclRule", { webAclArn: ref(of, "arn"), statement: {} });
        assert.match(reasonOf([beside(front), front]), /Rules added per WebACL/);
        assert.deepEqual(bill([beside(acl()), acl()]), { rules: "1" });
    });

    it("refuses rules that are no list", () => {
        assert.match(reasonOf([acl({ ruleJson: "{}" })]), /ruleJson: expected a JSON list/);
        assert.match(reasonOf([acl({ ruleJson: "[" })]), /ruleJson: expected a JSON list/);
    });

    it("is alike for the earlier WAF", () => {
        const classic = resource("aws:wafregional/webAcl:WebAcl", { rules: [{}, {}] });
        assert.deepEqual(bill([classic], judged), { "web ACL": "5", rules: "2", requests: "0.6" });
    });
});

describe("the price of a detector", () => {
    it("is of events and traffic, in steps", () => {
        const detector = resource("aws:guardduty/detector:Detector", {});
        // 1,000,000 x 0.0000044; 500 x 1.1 + 100 x 0.55
        const seen = { monthly_cloudtrail_events: 1e6, monthly_flow_and_dns_logs_gb: 600 };
        const { "management events": events, "flow and DNS logs": logs } = bill([detector], seen);
        assert.deepEqual([events, logs], ["4.4", "605"]);
        assert.equal(costOf([resource(detector.type, { enable: false })]).state.kind, "free");
    });

    it("is of what its data sources and features watch", () => {
        const old = resource("aws:guardduty/detector:Detector", { datasources: { s3Logs: { enable: true } } });
        // 10,000,000 x 0.0000008
        assert.equal(bill([old], { monthly_s3_data_events: 10e6 })["S3 data events"], "8");
        const feature = (name: string, status = "ENABLED") =>
            resource("aws:guardduty/detectorFeature:DetectorFeature", { name, status });
        // 500 x 1.5 + 100 x 0.75
        const watched = { monitored_vcpus: 600 };
        assert.deepEqual(bill([feature("RUNTIME_MONITORING")], watched), { "runtime monitoring": "825" });
        assert.equal(costOf([feature("RUNTIME_MONITORING", "DISABLED")]).state.kind, "free");
        assert.match(reasonOf([feature("SOMETHING_LATER")]), /no price for AmazonGuardDuty: SOMETHING_LATER/);
    });

    it("is of what a new detector watches by itself, unless somebody turns it off", () => {
        const detector = (inputs: Inputs = {}) => resource("aws:guardduty/detector:Detector", inputs);
        const optional = ["S3 data events", "Kubernetes audit events", "malware scans", "database logins"];
        const watched = (...resources: readonly PlanResource[]) => Object.keys(bill(resources)).slice(2);
        assert.deepEqual(watched(detector()), [...optional, "function traffic"]);
        const off = { s3Logs: { enable: false }, kubernetes: { auditLogs: { enable: false } } };
        assert.deepEqual(watched(detector({ datasources: off })), [...optional.slice(2), "function traffic"]);
        const feature = (name: string, status: string) =>
            resource(
                "aws:guardduty/detectorFeature:DetectorFeature",
                { name, status, detectorId: ref(detector()) },
                { name },
            );
        // One that is turned off, and one that is billed with its own resource.
        const others = [feature("LAMBDA_NETWORK_LOGS", "DISABLED"), feature("S3_DATA_EVENTS", "ENABLED")];
        assert.deepEqual(watched(detector(), ...others), optional.slice(1));
    });

    it("is of scanned objects for a plan against malware, and of their number, which the list lacks", () => {
        const plan = resource("aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan", {});
        // 100 x 0.1005
        assert.equal(bill([plan], { monthly_scanned_gb: 100 })["scanned"], "10.05");
        assert.match(reasonOf([plan]), /no price for AmazonGuardDuty: Malware Protection S3 Objects Evaluated/);
    });
});

describe("the price of records of an account", () => {
    it("is nothing for a trail that keeps only the first copy", () => {
        const trail = (inputs: Inputs) => resource("aws:cloudtrail/trail:Trail", inputs);
        assert.equal(costOf([trail({})]).state.kind, "free");
        const more = trail({
            insightSelectors: [{ insightType: "ApiCallRateInsight" }],
            eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }],
        });
        // 1,000,000 x 0.0000035, 1,000,000 x 0.000001
        const events = { monthly_insight_events: 1e6, monthly_data_events: 1e6 };
        assert.deepEqual(bill([more], events), { insights: "3.5", "data events": "1" });
        const category = (...equals: string[]) =>
            trail({ advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals }] }] });
        assert.deepEqual(bill([category("Data")], { monthly_data_events: 1e6 }), { "data events": "1" });
        assert.equal(costOf([category("Management")]).state.kind, "free");
        // 100,000 x 0.00002
        assert.deepEqual(bill([trail({})], { monthly_additional_management_events: 1e5 }), { "more copies": "2" });
    });

    it("is of items and evaluations for Config, in steps", () => {
        const recorder = (frequency: string) =>
            resource("aws:cfg/recorder:Recorder", { recordingMode: { recordingFrequency: frequency } });
        // 1,000 x 0.003, 1,000 x 0.012
        const items = { monthly_config_items: 1000 };
        assert.deepEqual(bill([recorder("CONTINUOUS")], items), { "configuration items": "3" });
        assert.deepEqual(bill([recorder("DAILY")], items), { "configuration items": "12" });
        const custom = { ...items, monthly_custom_config_items: 100 };
        assert.equal(bill([recorder("DAILY")], custom)["custom items"], "0.3");
        for (const type of ["aws:cfg/rule:Rule", "aws:cfg/conformancePack:ConformancePack"]) {
            // 50,000 x 0.001
            assert.deepEqual(bill([resource(type, {})], { monthly_rule_evaluations: 50_000 }), { evaluations: "50" });
            // 100,000 x 0.001 + 400,000 x 0.0008
            assert.deepEqual(bill([resource(type, {})], { monthly_rule_evaluations: 500_000 }), { evaluations: "420" });
        }
        const million = { monthly_rule_evaluations: 1e6 };
        // 420 + 500,000 x 0.0005
        assert.deepEqual(bill([resource("aws:cfg/rule:Rule", {})], million), { evaluations: "670" });
        const pack = resource("aws:cfg/conformancePack:ConformancePack", {});
        assert.match(reasonOf([pack], million), /Config Conformance Packs over 500000/);
    });

    it("is of checks for Security Hub, and of findings beyond ten thousand", () => {
        const hub = resource("aws:securityhub/account:Account", {});
        // 100,000 x 0.001 + 100,000 x 0.0008; 10,000 x 0.00003
        const usage = { monthly_checks: 200_000, monthly_findings: 20_000 };
        assert.deepEqual(bill([hub], usage), { checks: "180", findings: "0.3" });
    });

    it("is of what is scanned for Inspector and Macie", () => {
        const enabled = (...kinds: string[]) =>
            resource("aws:inspector2/enabler:Enabler", { accountIds: ["111122223333"], resourceTypes: kinds });
        const usage = {
            scanned_instances: 10,
            scanned_functions: 20,
            monthly_images_pushed: 100,
            monthly_image_rescans: 50,
        };
        // 10 x 730 x 0.00174, 20 x 730 x 0.000417, 100 x 0.09, 50 x 0.01
        assert.deepEqual(bill([enabled("EC2", "ECR", "LAMBDA")], usage), {
            instances: "12.702",
            "images pushed": "9",
            "images again": "0.5",
            functions: "6.0882",
        });
        assert.match(reasonOf([enabled("LAMBDA_CODE")], usage), /Code Scanning Hourly/);
        assert.match(reasonOf([enabled("CODE_REPOSITORY")], usage), /AmazonInspector: scans of CODE_REPOSITORY/);
        const job = resource("aws:macie2/classificationJob:ClassificationJob", {});
        // 50,000 x 1 + 10,000 x 0.5
        assert.deepEqual(bill([job], { monthly_scanned_gb: 60_000 }), { searched: "55000" });
        // 10 x 30 days x 0.003288
        const month = { buckets: 10, hours: 720 };
        const { charge } = costOf([resource("aws:macie2/account:Account", {})], month).lines[0] ?? {};
        assert.equal(charge?.kind === "priced" && charge.monthly.typical.round(3).toString(), "1");
    });

    it("is nothing for an analyzer of access from outside", () => {
        const analyzer = (type: string) => resource("aws:accessanalyzer/analyzer:Analyzer", { type });
        assert.equal(costOf([analyzer("ACCOUNT")]).state.kind, "free");
        assert.match(reasonOf([analyzer("ACCOUNT_UNUSED_ACCESS")]), /analysis of ACCOUNT_UNUSED_ACCESS/);
    });
});
