import type * as pulumi from "@pulumi/pulumi";
import { Bucket } from "../components/bucket";
import { InferenceEndpoint } from "../components/inference-endpoint";
import { ModelStore, type RegionalModels } from "../components/model-store";
import type { Network } from "../components/network";
import type { Place } from "../components/shared/region";
import { shortRegion } from "../components/shared/regions";
import { byRegion, inRegion, type ByRegion, type Scope } from "./scope";
import type { StoreAccess } from "./stores";

/** Long enough to look at what a model was asked last month, short enough to keep nobody's requests for ever. */
const resultDays = 30;

/** The models and images of every region, where the stack's file has an endpoint. */
export function createModels(
    scope: Scope,
    keyArns: ByRegion<pulumi.Output<string>>,
    parent: pulumi.ComponentResource,
): ByRegion<RegionalModels> | undefined {
    const { config, home, protect } = scope;
    const { account, inference, name } = config;
    if (inference === "none") {
        return undefined;
    }
    const keyArn = (region: Place["region"]): pulumi.Output<string> => inRegion(keyArns, region);
    const buckets = byRegion(scope, (region) => {
        const place = { ...home, region };
        const settings = { purpose: "models" as const };
        return new Bucket(
            `${name}-models-${shortRegion(region)}`,
            { place, account, settings, keyArn: keyArn(region), protect },
            { parent },
        );
    });
    const store = new ModelStore(`${name}-models`, { place: home, account, buckets, keyArn, protect }, { parent });
    return byRegion(scope, store.inRegion);
}

/** Where a cell's endpoint stands. */
export interface InferenceSite {
    readonly scope: Scope;
    readonly name: string;
    readonly place: Place;
    readonly inCell: { readonly parent: pulumi.ComponentResource };
    readonly network: Network;
    readonly foundation: {
        readonly keyArns: ByRegion<pulumi.Output<string>>;
        readonly models?: ByRegion<RegionalModels>;
    };
}

/** The endpoint of a cell, as the app asks it; nothing where the stack's file has none. */
export function createInference(site: InferenceSite): StoreAccess {
    const { foundation, inCell, name, network, place, scope } = site;
    const { account, inference: settings } = scope.config;
    if (settings === "none" || foundation.models === undefined) {
        return { statements: [], egress: {}, environment: {}, alarms: [] };
    }
    const keyArn = inRegion(foundation.keyArns, place.region);
    const results = new Bucket(
        `${name}-results`,
        {
            place,
            account,
            settings: { purpose: "captures", retentionDays: resultDays },
            keyArn,
            protect: scope.protect,
        },
        inCell,
    );
    const models = inRegion(foundation.models, place.region);
    const endpoint = new InferenceEndpoint(
        `${name}-model`,
        { place, account, network, models, results, keyArn, settings, protect: scope.protect },
        inCell,
    );
    return {
        statements: endpoint.access,
        // SageMaker is asked over 443, as all of AWS is.
        egress: {},
        environment: { INFERENCE_ENDPOINT: endpoint.endpointName },
        alarms: endpoint.alarms,
    };
}
