import { isHidden, type EngineState } from "./state";

/** Where a region may be stated, beside a resource itself. */
export interface RegionSources {
    /** Region of each provider that has one, by its urn; undefined while it is not known. */
    readonly providers: ReadonlyMap<string, string | undefined>;
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

/**
 * A resource's region: its own input, else its provider's, else what the stack or the command line states; undefined
 * for what is global or when nobody states one. It is never guessed, since a wrong region is a wrong price: what will
 * be stated and is not known yet is no reason to take the next one.
 */
export function regionOf(state: EngineState, { providers, config, given }: RegionSources): string | undefined {
    if (state.custom !== true || !state.type.startsWith("aws:")) {
        return undefined;
    }
    const own = state.inputs?.["region"];
    const isKnown = isStated(own) && !isHidden(own);
    if (isKnown && (isRegion(own) || !isGlobal(state.type))) {
        return own;
    }
    if (isGlobal(state.type)) {
        return undefined;
    }
    const provider = providerUrn(state.provider ?? "");
    if (isStated(own) || (providers.has(provider) && providers.get(provider) === undefined)) {
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
export function providerRegions(states: readonly EngineState[]): RegionSources["providers"] {
    const regions = new Map<string, string | undefined>();
    states.forEach(({ type, urn, inputs }) => {
        const region = type === "pulumi:providers:aws" ? inputs?.["region"] : undefined;
        if (isStated(region)) {
            regions.set(urn, isHidden(region) ? undefined : region);
        }
    });
    return regions;
}

/** `urn::id`: a resource names its provider so. */
function providerUrn(provider: string): string {
    return provider.slice(0, provider.lastIndexOf("::"));
}

/** Also a region that AWS does not have: one that is misspelt is not the provider's, and where it is priced says so. */
function isStated(region: unknown): region is string {
    return typeof region === "string" && region !== "";
}

function isRegion(text: string): boolean {
    return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(text);
}
