import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Document } from "./policies";

const program = join(__dirname, "../..", "test/iam/simulate.mjs");

/** Who asks for what, under which policies; what the request says of itself is in `context`. */
export interface Request {
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly context?: Readonly<Record<string, string>>;
    /** Policies of the role that asks. */
    readonly identity: readonly Document[];
    /** Policy of the thing that is asked for. */
    readonly resourcePolicy?: Document;
    /** Account of the thing that is asked for. */
    readonly account: string;
}

type Verdict = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

/** What IAM would say to each request. Fails when the simulator refuses one as no policy, action or resource of AWS. */
export function simulate(requests: readonly Request[]): Verdict[] {
    const run = spawnSync(process.execPath, [program], {
        input: JSON.stringify(requests.map(simulation)),
        encoding: "utf8",
        timeout: 15_000,
    });
    assert.equal(run.status, 0, run.stderr);
    const answers = JSON.parse(run.stdout) as { verdict?: Verdict; error?: unknown }[];
    return answers.map(({ verdict, error }, index) => {
        assert.ok(verdict, `${JSON.stringify(requests[index])}: ${JSON.stringify(error)}`);
        return verdict;
    });
}

function simulation({ principal, action, resource, context, identity, resourcePolicy, account }: Request): unknown {
    return {
        request: { principal, action, resource: { resource, accountId: account }, contextVariables: context ?? {} },
        identityPolicies: identity.map((policy, index) => ({ name: `policy-${index}`, policy })),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy,
    };
}
