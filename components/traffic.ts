import * as pulumi from "@pulumi/pulumi";
import type { TierAlarm } from "./shared/alarm";
import { problemIf, under, type Problem } from "./shared/problems";
import type { Tags } from "./shared/region";
import type { Region } from "./shared/regions";
import { rejectProblems } from "./shared/reject";
import { createRedAlarm } from "./traffic/alarms";
import {
    createEndpointCheck,
    createErrorCheck,
    createStopCheck,
    createWholeCheck,
    stopCommand,
} from "./traffic/checks";
import { createPlainName, createTree } from "./traffic/records";
import { createRegionSwitch, type SwitchedCell, type SwitchedDatabase } from "./traffic/region-switch";
import { createRoutingControls } from "./traffic/routing-control";
import { checkCells, checkTraffic } from "./traffic/rules";
import type { ErrorCount, TrafficSettings } from "./traffic/settings";
import type { Member, Site } from "./traffic/site";

export type { ErrorCount, FailoverControl, TrafficPolicy, TrafficSettings } from "./traffic/settings";

export interface TrafficArgs {
    readonly tags: Tags;
    readonly zoneId: pulumi.Input<string>;
    /** What clients ask for, e.g. "app.example.com". */
    readonly hostname: string;
    readonly cells: readonly TrafficCell[];
    readonly settings: TrafficSettings;
    /** The database that failover control `regionSwitch` promotes; needed by it alone. */
    readonly switched?: SwitchedDatabase;
}

export interface TrafficCell {
    readonly region: Region;
    /** Active cells are answered with while any is healthy, the others after that. */
    readonly active: boolean;
    /** The cell's front: its balancer, or a CloudFront distribution, whose health Route 53 cannot evaluate. */
    readonly alias: {
        readonly name: pulumi.Input<string>;
        readonly zoneId: pulumi.Input<string>;
        /** @default "balancer" */
        readonly kind?: "balancer" | "distribution";
    };
    /** Whether the front has IPv6 addresses; all cells or none. @default false */
    readonly dualStack?: boolean;
    /** Where the cell's failed requests are counted; failover control `stop` needs it, and it alone. */
    readonly errors?: ErrorCount;
    /** What failover control `regionSwitch` moves in this cell; needed by it alone. */
    readonly switched?: SwitchedCell;
}

/**
 * How clients find a cell. A failover needs no change of any record: Route 53's data plane, which is spread over the
 * world, decides by health; its control plane, which is in us-east-1, is not asked.
 *
 * `app` is a failover pair over two groups, `active.app` and `standby.app`, or the active group itself when there is no
 * standby. The policy spreads clients over active cells; standbys are chosen by latency. With policy `failover` it is a
 * chain of pairs instead. `<region>.app` names one cell for drills and people, and for the health checks.
 *
 * However many checks are red, somebody is answered: when no record of a group is healthy Route 53 treats all as
 * healthy, and of a pair with two red sides it answers with the primary. So an alarm that rings everywhere drains
 * nothing. What it cannot do: keep a minimum of cells while some are red, because no calculated check may count another;
 * the cells that are left need the head-room.
 *
 * Swapping two cells' roles moves their group records (new names, old ones deleted) and keeps checks and plain names.
 * Beside a standby, another policy makes another group and turns the pair to it. Without one the group is `app` itself,
 * and Route 53 keeps no two policies under one name: give the platform a standby first, or delete `app`'s records.
 *
 * Cost: health checks by the month, dearer with a 10 s interval or HTTPS; `routingControl` by the hour; `regionSwitch` by the month.
 *
 * Loses: with us-east-1 the change of records and checks, and the alarms about them; neither answers nor probing.
 */
export class Traffic extends pulumi.ComponentResource {
    /** What clients ask for. */
    readonly hostname: pulumi.Output<string>;
    /**
     * One for each watched cell: Route 53 does not answer with it, for whatever reason, so those of a reason are not
     * among them. They stand in us-east-1, where Route 53's metrics are.
     */
    readonly alarms: readonly TierAlarm[];
    /** With failover control `stop`: the command that takes clients away from a region; with value 0 it gives them back. */
    readonly stopCommands: Readonly<Partial<Record<Region, string>>>;

    constructor(name: string, args: TrafficArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:traffic:Traffic", name, {}, opts);
        const { failoverControl } = args.settings;
        rejectProblems(this, `Traffic "${name}"`, checkArgs(args));

        const site: Site = { ...args, name, child: { parent: this } };
        const watch = watcher(site);
        const watched = args.cells.map(watch);
        const members = watched.map(({ member }) => member);
        const ids = failoverControl.kind === "regionSwitch" ? failoverControl.healthCheckIds : {};
        const identifiers = createTree(site, members, ids ?? {});
        if (failoverControl.kind === "regionSwitch") {
            createRegionSwitch(site, failoverControl, identifiers);
        }

        this.hostname = pulumi.output(args.hostname);
        this.alarms = members.flatMap((member) => createRedAlarm(site, member));
        this.stopCommands = Object.fromEntries(
            watched.flatMap(({ member, stop }) => (stop === undefined ? [] : [[member.cell.region, stop]])),
        );
        this.registerOutputs({ hostname: this.hostname });
    }
}

function checkArgs({ cells, settings, switched: database }: TrafficArgs): Problem[] {
    const control = settings.failoverControl.kind;
    return [
        ...under("settings", checkTraffic(settings, cells)),
        ...under("cells", [
            ...checkCells(cells),
            ...cells.flatMap(({ region, errors, switched }) => [
                ...problemIf(
                    control === "stop" && errors === undefined,
                    `${region}.errors`,
                    "expected where stop finds this cell's failed requests, got nothing",
                ),
                ...problemIf(
                    control === "regionSwitch" && switched === undefined,
                    `${region}.switched`,
                    "expected what regionSwitch moves in this cell, got nothing",
                ),
            ]),
        ]),
        ...problemIf(
            control === "regionSwitch" && database === undefined,
            "switched",
            "expected the database that regionSwitch promotes, got nothing",
        ),
    ];
}

/** A cell with the check on its record, and the command that stops it. */
interface Watched {
    readonly member: Member;
    readonly stop?: string;
}

/** Makes what watches a cell, as the failover control wants it. */
function watcher(site: Site): (cell: TrafficCell) => Watched {
    const { failoverControl: control, healthCheck } = site.settings;
    const controlOf = control.kind === "routingControl" ? createRoutingControls(site) : undefined;
    return (cell) => {
        const [after] = createPlainName(site, cell);
        if (healthCheck === "none" || after === undefined) {
            return { member: { cell } };
        }
        const endpoint = createEndpointCheck(site, cell, { probe: healthCheck, after });
        if (control.kind === "stop" && cell.errors !== undefined) {
            const [first, second] = control.switchRegions;
            const home = first === cell.region ? second : first;
            const errors = createErrorCheck(site, cell, { errors: cell.errors, control });
            const stop = createStopCheck(site, cell, home);
            const whole = createWholeCheck(site, cell, [endpoint, errors, stop]);
            return {
                member: { cell, healthCheckId: whole.id },
                stop: stopCommand(site, cell, home),
            };
        }
        const whole = controlOf && createWholeCheck(site, cell, [endpoint, controlOf(cell)]);
        return { member: { cell, healthCheckId: (whole ?? endpoint).id } };
    };
}
