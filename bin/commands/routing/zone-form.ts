/**
 * What in the entries of a zone file has another form than the SDK gives them, one line each: what a rule of Route 53
 * looks at must be there before it can be judged.
 */
export function formProblems(content: {
    readonly HostedZone: unknown;
    readonly ResourceRecordSets: readonly unknown[];
    readonly HealthChecks: readonly unknown[];
}): string[] {
    const { HostedZone, ResourceRecordSets, HealthChecks } = content;
    return [
        ...(hasTexts(HostedZone, "Id", "Name") ? [] : ["HostedZone: expected one with the texts Id and Name"]),
        ...ResourceRecordSets.flatMap((record, at) => recordProblems(record, `ResourceRecordSets[${at}]`)),
        ...HealthChecks.flatMap((check, at) =>
            hasTexts(check, "Id") && isObject(check["HealthCheckConfig"])
                ? []
                : [`HealthChecks[${at}]: expected one with the text Id and a HealthCheckConfig`],
        ),
    ];
}

function recordProblems(record: unknown, where: string): string[] {
    if (!hasTexts(record, "Name", "Type")) {
        return [`${where}: expected one with the texts Name and Type`];
    }
    const { AliasTarget: alias, ResourceRecords: values = [] } = record;
    const isAlias = alias === undefined || hasTexts(alias, "DNSName", "HostedZoneId");
    const hasValues = Array.isArray(values) && values.every((value) => hasTexts(value, "Value"));
    return [
        ...(isAlias ? [] : [`${where}.AliasTarget: expected one with the texts DNSName and HostedZoneId`]),
        ...(hasValues ? [] : [`${where}.ResourceRecords: expected a list of {"Value": text}`]),
    ];
}

function hasTexts(thing: unknown, ...keys: readonly string[]): thing is { readonly [key: string]: unknown } {
    return isObject(thing) && keys.every((key) => typeof thing[key] === "string");
}

function isObject(thing: unknown): thing is { readonly [key: string]: unknown } {
    return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}
