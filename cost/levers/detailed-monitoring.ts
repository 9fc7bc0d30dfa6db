import { withInputs } from "./change-plan";
import type { Lever } from "./lever";

/** Metrics of instances every five minutes are free; every minute they are custom metrics. */
export const detailedMonitoring: Lever = {
    id: "detailed-monitoring",
    title: "instances' metrics every five minutes, not every minute",
    takes: "scaling by CPU reacts up to five minutes later",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html",
    change: (plan) =>
        withInputs(plan, ({ type, inputs }) => {
            const { monitoring } = inputs;
            if (type === "aws:ec2/launchTemplate:LaunchTemplate") {
                return monitoring === undefined ? undefined : { ...inputs, monitoring: { enabled: false } };
            }
            if (type === "aws:ec2/launchConfiguration:LaunchConfiguration") {
                // Its metrics come every minute unless it says otherwise.
                return { ...inputs, enableMonitoring: false };
            }
            return type === "aws:ec2/instance:Instance" && monitoring === true
                ? { ...inputs, monitoring: false }
                : undefined;
        }),
};
