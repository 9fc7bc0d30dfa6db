import type { PlanView, Resource } from "./plan-view";
import { Unjudged } from "./rule";

const datastoreType = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";

/**
 * What says a cache's engine, size and encryption: a member that joins a Global Datastore has them from its first one,
 * and AWS refuses to be told them again.
 * @throws Unjudged when the datastore that it joins is not in the plan
 */
export function settingOf(cache: Resource, view: PlanView): Resource {
    const path = "globalReplicationGroupId";
    if (cache.type !== groupType || !cache.has(path)) {
        return cache;
    }
    const datastore = cache.follow(path, datastoreType) ?? calledSo(cache.text(path) ?? "", view);
    const first = datastore?.follow("primaryReplicationGroupId", groupType);
    if (first === undefined) {
        throw new Unjudged(`${path} decides, and names nothing in the plan`);
    }
    return first;
}

/** AWS puts five letters of its own before a datastore's name: `sgaui-orders`. */
function calledSo(id: string, view: PlanView): Resource | undefined {
    return view
        .of(datastoreType)
        .find((datastore) => id.replace(/^[a-z]{5}-/, "") === datastore.text("globalReplicationGroupIdSuffix"));
}
