import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Common } from "../shared/region";
import type { ReplicatingEngine } from "./settings";

/** Who may sign in, and the group of them that a cache admits. */
export interface CacheUsers {
    readonly groupId: pulumi.Output<string>;
    /** Whom the app signs in as. */
    readonly userName: string;
    readonly userArn: pulumi.Output<string>;
}

/**
 * One user, the app, who signs in with a token of IAM's: there is no password to keep or to rotate. AWS wants id and
 * name of such a user to be the same (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html). A group
 * of Redis's must also have a user named default; ours can do nothing.
 */
export function createUsers(name: string, settings: UserSettings, own: Common): CacheUsers {
    const { engine, userAccess } = settings;
    const userName = `${name}-app`;
    const app = new aws.elasticache.User(
        userName,
        {
            ...own.tagged,
            engine,
            userId: userName,
            userName,
            accessString: userAccess,
            authenticationMode: { type: "iam" },
        },
        own.child,
    );
    const nobody = engine === "redis" ? [createNobody(name, own)] : [];
    const group = new aws.elasticache.UserGroup(
        name,
        { ...own.tagged, engine, userGroupId: name, userIds: [app, ...nobody].map(({ userId }) => userId) },
        own.child,
    );
    return { groupId: group.userGroupId, userName, userArn: app.arn };
}

interface UserSettings {
    readonly engine: ReplicatingEngine;
    readonly userAccess: string;
}

function createNobody(name: string, own: Common): aws.elasticache.User {
    return new aws.elasticache.User(
        `${name}-default`,
        {
            ...own.tagged,
            engine: "redis",
            userId: `${name}-default`,
            userName: "default",
            accessString: "off -@all",
            authenticationMode: { type: "no-password-required" },
        },
        own.child,
    );
}
