import { withInputs, withTexts } from "./change-plan";
import type { Lever } from "./lever";

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
        withInputs(plan, ({ type, inputs }) =>
            withTexts(inputs, keysOf[type] ?? ["volumeType"], (text) => (text === "gp2" ? "gp3" : undefined)),
        ),
};
