import type { PlanResource, PlanValue } from "../plan";
import { isUnknown } from "../unknown";
import type { ResourceDraft } from "./state";

/** Where a region may be stated, beside a resource itself and its provider. */
interface Stated {
    /** `aws:region` of the stack's config, which is that of the default provider. */
    readonly config?: string | undefined;
    /** What the command line gave, for what nothing else states. */
    readonly given?: string | undefined;
}

/**
 * Services of which AWS has one for all regions: their resources have no region, whatever the provider's is
 * (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html).
 */
const globalServices = new Set([
    "account",
    "budgets",
    "cloudfront",
    "costexplorer",
    "globalaccelerator",
    "iam",
    "networkmanager",
    "organizations",
    "route53",
    "route53domains",
    "route53recoverycontrol",
    "route53recoveryreadiness",
    "shield",
    "waf",
]);

/** Region of each provider that has one, by its urn; undefined while it is not known. */
type ProviderRegions = ReadonlyMap<string, string | undefined>;

/**
 * Resources with their regions, which they are read without: a provider's may be told after those that it makes. A draft
 * becomes the resource, because copies of ten thousand take longer than finding their regions.
 * @param taken what has become a resource of another plan: where its region is another one here, it is copied
 */
export function inRegions(
    drafts: readonly ResourceDraft[],
    stated: Stated,
    taken?: ReadonlySet<PlanResource>,
): readonly PlanResource[] {
    const providers = providerRegions(drafts);
    return drafts.map((draft) => {
        const region = regionOf(draft, providers, stated);
        if (region === draft.region) {
            return draft;
        }
        const resource = taken?.has(draft) ? { ...draft } : draft;
        if (region === undefined) {
            delete resource.region;
        } else {
            resource.region = region;
        }
        return resource;
    });
}

/**
 * A resource's region: its own input, else its provider's, else what the stack or the command line states; undefined
 * for what is global or when nobody states one. It is never guessed, since a wrong region is a wrong price: what will
 * be stated and is not known yet is no reason to take the next one.
 */
function regionOf(
    { custom, type, inputs, provider: made = "" }: PlanResource,
    providers: ProviderRegions,
    { config, given }: Stated,
): string | undefined {
    if (!custom || !type.startsWith("aws:")) {
        return undefined;
    }
    const own = inputs["region"] ?? null;
    if (isStated(own) && (isRegion(own) || !isGlobal(type))) {
        return own;
    }
    if (isGlobal(type)) {
        return undefined;
    }
    const provider = providerUrn(made);
    if (isUnknown(own) || (providers.has(provider) && providers.get(provider) === undefined)) {
        return given;
    }
    return providers.get(provider) ?? config ?? given;
}

/** Types are few and are asked of every resource. */
const globalTypes = new Map<string, boolean>();

function isGlobal(type: string): boolean {
    const is = globalTypes.get(type) ?? globalServices.has(type.split(":")[1]?.split("/")[0] ?? "");
    globalTypes.set(type, is);
    return is;
}

/** Regions of the AWS providers among some resources. */
function providerRegions(resources: readonly PlanResource[]): ProviderRegions {
    const regions = new Map<string, string | undefined>();
    resources.forEach(({ type, urn, inputs }) => {
        const region = type === "pulumi:providers:aws" ? (inputs["region"] ?? null) : null;
        if (isStated(region) || isUnknown(region)) {
            regions.set(urn, isStated(region) ? region : undefined);
        }
    });
    return regions;
}

/** `urn::id`: a resource names its provider so. */
function providerUrn(provider: string): string {
    return provider.slice(0, provider.lastIndexOf("::"));
}

/** Also a region that AWS does not have: one that is misspelt is not the provider's, and where it is priced says so. */
function isStated(region: PlanValue): region is string {
    return typeof region === "string" && region !== "";
}

function isRegion(text: string): boolean {
    return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(text);
}
