import { wildcard } from "../../cost/wildcard";
import type { PlanView, Resource } from "../plan-view";
import { each, hub, type Rule } from "../rule";

/**
 * Rules of a registry are for repositories by name, with `*` for any letters, or by a part of it
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html); a scan by hand may never happen.
 */
function scannedByRegistry(repository: Resource, view: PlanView): boolean {
    const rules = view
        .of("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration")
        .filter(({ region }) => region === repository.region)
        .flatMap((registry) => registry.list("rules"))
        .filter((rule) => rule.text("scanFrequency") !== "MANUAL");
    const filters = rules.flatMap((rule) => rule.list("repositoryFilters").map((one) => one.text("filter") ?? ""));
    const name = repository.text("name") ?? "";
    return filters.some((filter) => wildcard(filter.includes("*") ? filter : `*${filter}*`).test(name));
}

const starting = ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"];

/** Instances and images. */
export const instanceRules: readonly Rule[] = [
    {
        id: "metadata-without-token",
        severity: "error",
        title: "instances whose metadata needs no token (IMDSv1)",
        why: "An app that can be made to fetch an address gives away the instance's credentials.",
        fix: 'Set metadataOptions.httpTokens to "required".',
        source: hub("EC2.170"),
        check: each([...starting, "aws:ec2/launchConfiguration:LaunchConfiguration"], (instance, view) => {
            const open = instance.text("metadataOptions.httpEndpoint") !== "disabled";
            const [account] = view
                .of("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults")
                .filter(({ region }) => region === instance.region);
            const tokens = instance.text("metadataOptions.httpTokens") ?? account?.text("httpTokens");
            return open && tokens !== "required" ? "metadataOptions.httpTokens is not required" : undefined;
        }),
    },
    {
        id: "metadata-far",
        severity: "warning",
        title: "metadata that leaves the instance",
        why: "With a hop limit above 1, containers and what they forward reach the instance's credentials.",
        fix: "Set metadataOptions.httpPutResponseHopLimit to 1.",
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html",
        check: each(starting, (template) => {
            const hops = template.number("metadataOptions.httpPutResponseHopLimit") ?? 1;
            return hops > 1 ? `httpPutResponseHopLimit is ${hops}` : undefined;
        }),
    },
    {
        id: "image-changes-under-its-name",
        severity: "warning",
        title: "a repository whose tags can be moved",
        why: "Two cells that pull the same tag at different times run different code, and a roll back rolls to who knows what.",
        fix: "Set imageTagMutability to IMMUTABLE.",
        source: hub("ECR.2"),
        check: each(["aws:ecr/repository:Repository"], (repository) =>
            // Also with exclusions: those are named.
            repository.text("imageTagMutability")?.startsWith("IMMUTABLE") === true
                ? undefined
                : "imageTagMutability is not IMMUTABLE",
        ),
    },
    {
        id: "image-not-scanned",
        severity: "warning",
        title: "images that nobody scans",
        why: "A hole that is known to everyone else goes into every cell.",
        fix: "Set imageScanningConfiguration.scanOnPush.",
        source: hub("ECR.1"),
        check: each(["aws:ecr/repository:Repository"], (repository, view) => {
            return scannedByRegistry(repository, view) ||
                repository.flag("imageScanningConfiguration.scanOnPush") === true
                ? undefined
                : "scanOnPush is not true";
        }),
    },
];
