import type { CidrRoutingConfig, GeoProximityLocation, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Plan, PlanResource } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import { canonicalName } from "../names";
import { Inputs, type Resolve } from "./inputs";
import type { CidrCollection } from "../zone";

export const cidrCollectionType = "aws:route53/cidrCollection:CidrCollection";
const cidrLocationType = "aws:route53/cidrLocation:CidrLocation";

/** A record of a plan as ListResourceRecordSets would list it, in the zone of a canonical name. */
export function recordSet(resource: PlanResource, apex: string, resolve: Resolve): ResourceRecordSet {
    const inputs = Inputs.of(resource, resolve);
    const [alias] = inputs.objects("aliases");
    return defined<ResourceRecordSet>({
        Name: `${recordName(inputs, apex)}.`,
        Type: inputs.requiredText("type") as ResourceRecordSet["Type"],
        SetIdentifier: inputs.text("setIdentifier"),
        HealthCheckId: inputs.text("healthCheckId"),
        TTL: inputs.number("ttl"),
        ResourceRecords: inputs.texts("records")?.map((Value) => ({ Value })),
        ...policyFields(inputs),
        AliasTarget: alias && {
            HostedZoneId: alias.requiredText("zoneId"),
            DNSName: `${canonicalName(alias.requiredText("name"))}.`,
            EvaluateTargetHealth: alias.flag("evaluateTargetHealth") ?? false,
        },
    });
}

/**
 * A record's canonical name as the provider makes it: what does not end with the zone's letters is put below it
 * (expandRecordName of terraform-provider-aws, internal/service/route53/record.go).
 */
export function recordName(inputs: Inputs, apex: string): string {
    const name = canonicalName(inputs.requiredText("name"));
    const below = name === "" ? apex : `${name}.${apex}`;
    return name.endsWith(apex) ? name : below;
}

/** What tells which policy a record is of. */
function policyFields(inputs: Inputs) {
    const [failover] = inputs.objects("failoverRoutingPolicies");
    const [weighted] = inputs.objects("weightedRoutingPolicies");
    const [latency] = inputs.objects("latencyRoutingPolicies");
    const [place] = inputs.objects("geolocationRoutingPolicies");
    const proximity = inputs.object("geoproximityRoutingPolicy");
    const block = inputs.object("cidrRoutingPolicy");
    return {
        Failover: failover?.requiredText("type") as ResourceRecordSet["Failover"],
        Weight: weighted?.number("weight"),
        Region: latency?.requiredText("region") as ResourceRecordSet["Region"],
        MultiValueAnswer: inputs.flag("multivalueAnswerRoutingPolicy"),
        GeoLocation:
            place &&
            defined<NonNullable<ResourceRecordSet["GeoLocation"]>>({
                CountryCode: place.text("country"),
                ContinentCode: place.text("continent"),
                SubdivisionCode: place.text("subdivision"),
            }),
        GeoProximityLocation: proximity && proximityOf(proximity),
        CidrRoutingConfig:
            block &&
            ({
                CollectionId: block.requiredText("collectionId"),
                LocationName: block.requiredText("locationName"),
            } satisfies CidrRoutingConfig),
    };
}

function proximityOf(inputs: Inputs): GeoProximityLocation {
    const [point] = inputs.objects("coordinates");
    return defined<GeoProximityLocation>({
        AWSRegion: inputs.text("awsRegion"),
        LocalZoneGroup: inputs.text("localZoneGroup"),
        Coordinates: point && {
            Latitude: point.requiredText("latitude"),
            Longitude: point.requiredText("longitude"),
        },
        Bias: inputs.number("bias"),
    });
}

/** A collection of a plan, with the blocks of its locations; its id is its logical name. */
export function cidrCollection(plan: Plan, resource: PlanResource, resolve: Resolve): CidrCollection {
    const blocks = resourcesOfType(plan, cidrLocationType).flatMap((location) => {
        const inputs = Inputs.of(location, resolve);
        const own = inputs.requiredText("cidrCollectionId") === resource.name;
        const LocationName = inputs.text("name") ?? location.name;
        return own ? (inputs.texts("cidrBlocks") ?? []).map((CidrBlock) => ({ CidrBlock, LocationName })) : [];
    });
    return { Id: resource.name, Name: Inputs.of(resource, resolve).text("name") ?? resource.name, CidrBlocks: blocks };
}

/** Without the fields that are not set: the SDK's answers do not have them. */
export function defined<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
