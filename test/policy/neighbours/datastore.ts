import type { PlanResource } from "../../../plan/plan";
import { cell, inside, one, out } from "../cases/case";
import type { NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const [home, peer] = [cell("eu-west-1"), cell("us-east-1")];
const first = inside(home, groupType, {
    atRestEncryptionEnabled: true,
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.r7g.large",
    transitEncryptionEnabled: true,
});
const datastore = one("aws:elasticache/globalReplicationGroup:GlobalReplicationGroup", {
    globalReplicationGroupIdSuffix: "orders",
    primaryReplicationGroupId: out(first),
});
const joining = (globalReplicationGroupId: Inputs[string]) => [
    home,
    peer,
    first,
    datastore,
    inside(peer, groupType, { globalReplicationGroupId }),
];

/** A member of a Global Datastore has its engine, size and encryption from the first one. */
const inherited = {
    sound: { "by reference": joining(out(datastore)), "by its id": joining("sgaui-orders") },
    unjudged: { "a datastore that is not in the plan": joining("sgaui-others") },
};

/** Rules that read what a member is not told itself. */
export const datastoreNeighbours: NeighboursOfRules = {
    "cache-takes-plain": inherited,
    "sizes-differ": inherited,
    "storage-not-encrypted": inherited,
    "versions-differ": inherited,
};
