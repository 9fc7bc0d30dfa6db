import type { PlanResource, PlanValue } from "../../plan/plan";
import { withInputs, withTexts } from "./change-plan";
import type { Lever } from "./lever";

const rootNames: readonly PlanValue[] = ["/dev/xvda", "/dev/sda1"];

/** Types whose volume type stands under another key than `volumeType`. */
const keysOf: { readonly [type: string]: readonly string[] } = {
    "aws:ebs/volume:Volume": ["type"],
    "aws:rds/instance:Instance": ["storageType"],
};

/** The newer volume type, which comes with the speed that the older one has at a thousand gigabytes. */
export const gp3Volumes: Lever = {
    id: "gp3-volumes",
    title: "gp3 volumes in place of gp2",
    takes: "nothing up to 3,000 operations a second; a larger gp2 volume may need operations to be asked for",
    source: "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
    change: (plan) =>
        withInputs(plan, (resource) =>
            withTexts(withTypes(resource), keysOf[resource.type] ?? ["volumeType"], (text) =>
                text === "gp2" ? "gp3" : undefined,
            ),
        ),
};

type Inputs = PlanResource["inputs"];

/** Inputs in which volumes say their type: EC2 makes gp2 of those that say none, save of an image's own root volume. */
function withTypes({ type, inputs }: PlanResource): Inputs {
    switch (type) {
        case "aws:ebs/volume:Volume":
            return { type: "gp2", ...inputs };
        case "aws:ec2/instance:Instance":
            return withMembers(inputs, "ebsBlockDevices", (device) => ({ volumeType: "gp2", ...device }));
        case "aws:ec2/launchTemplate:LaunchTemplate":
            return withMembers(inputs, "blockDeviceMappings", (mapping) =>
                isInputs(mapping["ebs"]) && !rootNames.includes(mapping["deviceName"] ?? null)
                    ? { ...mapping, ebs: { volumeType: "gp2", ...mapping["ebs"] } }
                    : mapping,
            );
        default:
            return inputs;
    }
}

function withMembers(inputs: Inputs, key: string, change: (member: Inputs) => Inputs): Inputs {
    const { [key]: list } = inputs;
    const changed = (member: PlanValue) => (isInputs(member) ? change(member) : member);
    return Array.isArray(list) ? { ...inputs, [key]: (list as readonly PlanValue[]).map(changed) } : inputs;
}

function isInputs(value: PlanValue | undefined): value is Inputs {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
