import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { loadStack } from "../../../config";
import type { Plan } from "../../../plan/plan";
import { recordProgram } from "../../../plan/record";
import { replaceTokens, type Output } from "../../../plan/token";
import { definePlatform } from "../../../platform";
import { startEngine } from "./engine";
import { idOf } from "./ids";

const root = join(__dirname, "../../..");

/** A program as Pulumi's own command line tells of it, and as we record it. */
export interface Previews {
    /** Recorded in this process. */
    readonly plan: Plan;
    /** `pulumi preview --json --show-sames` of a stack that is not there yet. */
    readonly created: string;
    /** The same of a stack that is deployed as the program has it. */
    readonly same: string;
    /** The engine's events of that preview, one a line (`PULUMI_ENABLE_STREAMING_JSON_PREVIEW`). */
    readonly events: string;
    /** `pulumi stack export`. */
    readonly exported: string;
}

/** Previews, deploys and exports a stack's program, with a stand-in for AWS; takes about a minute. */
export async function makePreviews(stackName: string): Promise<Previews> {
    const config = loadStack(stackName, root);
    const program = () => Promise.resolve({ ...definePlatform(config) });
    const plan = await recordProgram(program, { project: "antipode", stack: "test", directory: root });
    const engine = await startEngine(program);
    const folder = mkdtempSync(join(tmpdir(), "antipode-previews-"));
    try {
        const { stack, environment } = engine;
        const written = join(folder, "preview.json");
        writeCommand(environment["PATH"] ?? "", written);
        const preview = async (): Promise<string> => {
            await stack.preview();
            return asAwsAnswers(readFileSync(written, "utf8"), config.domain);
        };
        const created = await preview();
        await stack.up();
        const same = await preview();
        stack.workspace.envVars = { ...stack.workspace.envVars, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
        const events = await preview();
        const exported = asAwsAnswers(JSON.stringify(await stack.exportStack(), null, 4), config.domain);
        return { plan, created, same, events, exported };
    } finally {
        engine.close();
        rmSync(folder, { recursive: true, force: true });
    }
}

/** Stands before Pulumi's own command, and has previews written as a person would ask for them. */
function writeCommand(path: string, written: string): void {
    const [bin = "", ...others] = path.split(delimiter);
    const file = join(bin, "pulumi");
    const lines = [
        "#!/bin/sh",
        `PATH="${others.join(delimiter)}"; command=$(command -v pulumi); PATH="${path}"`,
        `if [ "$1" = preview ]; then exec "$command" "$@" --json --show-sames > "${written}"; fi`,
        'exec "$command" "$@"',
    ];
    writeFileSync(file, `${lines.join("\n")}\n`);
    chmodSync(file, 0o755);
}

/** The stand-in answers with tokens, AWS with names of its own; where our own files lie is nobody's business. */
function asAwsAnswers(text: string, domain: string): string {
    return replaceTokens(text, (output) => answer(output, domain))
        .replaceAll(`../../${basename(root)}/`, "")
        .replaceAll(root, "")
        .replaceAll(/[\w/]*\/antipode-engine-\w+/g, "");
}

/** Outputs that AWS answers with the resource's own id: by these others name it. */
const ownIds: { readonly [type: string]: string } = {
    "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
    "aws:kms/key:Key": "keyId",
    "aws:rds/cluster:Cluster": "clusterIdentifier",
    "aws:rds/clusterInstance:ClusterInstance": "identifier",
    "aws:rds/globalCluster:GlobalCluster": "globalClusterIdentifier",
    "aws:route53/zone:Zone": "zoneId",
    "aws:s3/bucket:Bucket": "bucket",
};

/** The record that proves a domain to ACM (https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html). */
const proof: { readonly [field: string]: (domain: string) => string } = {
    resourceRecordName: (domain) => `_a79865eb4cd1a6ab990a45779b4e0b96.${domain}.`,
    resourceRecordType: () => "CNAME",
    resourceRecordValue: () => "_424c7224e9b0146f9a8808af955727d0.acm-validations.aws.",
};

function answer({ urn, output }: Output, domain: string): string {
    const [, , types = "", name = ""] = urn.split("::");
    const type = types.split("$").at(-1) ?? "";
    if (ownIds[type] === output) {
        return idOf(urn);
    }
    const proves = proof[/^domainValidationOptions\[\d+\]\.(\w+)$/.exec(output)?.[1] ?? ""];
    if (proves) {
        return proves(domain);
    }
    if (type.startsWith("aws:lb/")) {
        const kind = type.endsWith("TargetGroup") ? "targetgroup" : "app";
        const suffix = `${kind}/${name}/50dc6c495c0c9188`;
        switch (output) {
            case "arn":
                return `arn:aws:elasticloadbalancing:::${kind === "app" ? "loadbalancer/" : ""}${suffix}`;
            case "arnSuffix":
                return suffix;
        }
    }
    switch (output) {
        case "arn":
            return `arn:aws:${type.split(/[:/]/)[1] ?? ""}:::${name}`;
        case "name":
            return name;
        case "zoneId":
            // A balancer's is AWS's own.
            return "Z2IFOLAFXWLO4F";
        default:
            return `${name}-${output}`;
    }
}
