import * as aws from "@pulumi/aws";
import type { TrafficCell } from "../traffic";
import { memberName } from "./checks";
import { watchTags, type Site } from "./site";

/** Milliseconds after a change during which ARC refuses the next, so that controls do not flap. */
const safetyWaitMilliseconds = 5000;

/**
 * One routing control for each cell, in a cluster that five regions keep, and the check that reads it. The rule lets
 * nobody turn the last one off. A new control is off, and no provider turns it on: after the first deployment turn every one
 * on by the cluster's own endpoints (`aws route53-recovery-cluster update-routing-control-states`); while all are off Route 53
 * treats every record as healthy. Not run against AWS.
 */
export function createRoutingControls(site: Site): (cell: TrafficCell) => aws.route53.HealthCheck {
    const { name, child, tags, cells } = site;
    const cluster = new aws.route53recoverycontrol.Cluster(name, { tags }, child);
    const panel = new aws.route53recoverycontrol.ControlPanel(name, { tags, clusterArn: cluster.arn }, child);
    const made = new Map(cells.map((cell) => [cell.region, createControl(site, cell, { cluster, panel })]));
    new aws.route53recoverycontrol.SafetyRule(
        name,
        {
            tags,
            controlPanelArn: panel.arn,
            assertedControls: [...made.values()].map(({ arn }) => arn),
            ruleConfig: { type: "ATLEAST", threshold: 1, inverted: false },
            waitPeriodMs: safetyWaitMilliseconds,
        },
        child,
    );
    return (cell) => {
        const found = made.get(cell.region);
        if (found === undefined) {
            throw new RangeError(`${cell.region}: expected one of the cells`);
        }
        return found.check;
    };
}

interface Control {
    readonly arn: aws.route53recoverycontrol.RoutingControl["arn"];
    readonly check: aws.route53.HealthCheck;
}

function createControl(
    site: Site,
    cell: TrafficCell,
    home: {
        readonly cluster: aws.route53recoverycontrol.Cluster;
        readonly panel: aws.route53recoverycontrol.ControlPanel;
    },
): Control {
    const name = memberName(site, cell);
    const control = new aws.route53recoverycontrol.RoutingControl(
        name,
        { clusterArn: home.cluster.arn, controlPanelArn: home.panel.arn },
        site.child,
    );
    const checkName = `${name}-control`;
    const check = new aws.route53.HealthCheck(
        checkName,
        { tags: watchTags(site, checkName, cell), type: "RECOVERY_CONTROL", routingControlArn: control.arn },
        site.child,
    );
    return { arn: control.arn, check };
}
