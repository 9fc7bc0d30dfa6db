import assert from "node:assert/strict";
import { amounts, estimate, resource } from "../plans";
import { ref } from "./bill";

describe("the price of an API", () => {
    it("is by REST request, in steps", () => {
        const rest = resource("aws:apigateway/restApi:RestApi", {});
        // 333,000,000 x 0.0000035 + 67,000,000 x 0.00000319 = 1,165.5 + 213.73
        assert.equal(amounts(estimate([rest], { monthly_requests: 400_000_000 }))["requests"], "1379.23");
    });

    it("names the row that a region has no price for", () => {
        const rest = resource("aws:apigateway/restApi:RestApi", {}, { region: "sa-east-1" });
        const [one] = estimate([rest], { monthly_requests: 1 }).resources;
        assert.deepEqual(one?.state, {
            kind: "not priced",
            reason: "no price for AmazonAPIGateway: API Calls Number of up to 333 million",
        });
    });

    it("is by the hour of a stage's cache, and nothing without one", () => {
        const stage = (inputs = {}) => resource("aws:apigateway/stage:Stage", inputs);
        // 730 x 0.038
        const cached = stage({ cacheClusterEnabled: true, cacheClusterSize: "1.6" });
        assert.deepEqual(amounts(estimate([cached])), { "cache of 1.6 GB": "27.74" });
        assert.equal(estimate([stage({ cacheClusterSize: "1.6" })]).resources[0]?.state.kind, "free");
    });

    it("is by 512 KB of an HTTP request", () => {
        const http = resource("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });
        // 1,000,000 x 0.00000111, and three times that at 1,100 KB
        assert.equal(amounts(estimate([http], { monthly_requests: 1_000_000 }))["requests"], "1.11");
        const large = { monthly_requests: 1_000_000, request_size_kb: 1100 };
        assert.equal(amounts(estimate([http], large))["requests"], "3.33");
        const tiny = { monthly_requests: 1_000_000, request_size_kb: 0 };
        assert.equal(amounts(estimate([http], tiny))["requests"], "1.11");
    });

    it("is by 32 KB of a WebSocket's message, and by the minute of its connections", () => {
        const socket = resource("aws:apigatewayv2/api:Api", { protocolType: "WEBSOCKET" });
        const keys = { monthly_messages: 1_000_000, message_size_kb: 33, monthly_connection_mins: 1_000_000 };
        // 2 x 1,000,000 x 0.00000114; 1,000,000 x 0.000000285
        assert.deepEqual(amounts(estimate([socket], keys)), { messages: "2.28", "connection minutes": "0.285" });
    });

    it("is by GraphQL operation; what subscribers get appears when it is stated", () => {
        const graphql = resource("aws:appsync/graphQLApi:GraphQLApi", {});
        assert.deepEqual(amounts(estimate([graphql], { monthly_operations: 1_000_000 })), { operations: "4" });
        const live = { monthly_operations: 0, monthly_updates: 1_000_000, monthly_connection_mins: 1_000_000 };
        // 1,000,000 x 0.000002; 1,000,000 x 0.00000008
        assert.deepEqual(amounts(estimate([graphql], live)), {
            operations: "0",
            updates: "2",
            "connection minutes": "0.08",
        });
    });
});

describe("the price of an App Runner service", () => {
    const service = (inputs = {}) => resource("aws:apprunner/service:Service", inputs);

    it("is the memory that stays ready, the processors while they answer and its deployments", () => {
        // 730 x 2 x 0.007; 100 x 1 x 0.064; 1
        assert.deepEqual(amounts(estimate([service()], { monthly_active_hrs: 100 })), {
            memory: "10.22",
            processors: "6.4",
            "automatic deployments": "1",
        });
    });

    it("keeps as many ready as its scaling says", () => {
        const scaling = resource("aws:apprunner/autoScalingConfigurationVersion:AutoScalingConfigurationVersion", {
            minSize: 3,
        });
        const scaled = service({ autoScalingConfigurationArn: ref(scaling, "arn") });
        // 3 x 730 x 2 x 0.007
        assert.equal(amounts(estimate([scaled, scaling]))["memory"], "30.66");
        const [odd] = estimate([service({ instanceConfiguration: { cpu: "one" } })]).resources;
        assert.match(
            odd?.state.kind === "not priced" ? odd.state.reason : "",
            /^instanceConfiguration.cpu: expected a size/,
        );
    });

    it("has the memory of more instances than stay ready", () => {
        const small = service({
            instanceConfiguration: { cpu: "512", memory: "1 GB" },
            sourceConfiguration: { autoDeploymentsEnabled: false },
        });
        // 1,000 x 1 x 0.007; 1,000 x 0.5 x 0.064
        assert.deepEqual(amounts(estimate([small], { monthly_active_hrs: 1000 })), { memory: "7", processors: "32" });
    });
});
