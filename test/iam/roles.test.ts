import assert from "node:assert/strict";
import { join } from "node:path";
import { isWildcardReason } from "../../components/shared/iam";
import { shortRegion, type Region } from "../../components/shared/regions";
import { cellsOf, loadStack } from "../../config";
import type { Plan } from "../../plan/plan";
import { plan } from "../components/platforms";
import { expectations, type Expectation } from "./expectations";
import { accountOf, resourcePolicies, rightsOf, rolesOf, type Statement } from "./policies";
import { simulate, type Request } from "./simulator";

const config = loadStack("prod", join(__dirname, "../.."));

assert.ok(config.gameday !== "none");
const runner = config.gameday.region;

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? (value as T[]) : [value as T]);

/** What is wrong with a right: on anything without a written reason, or on any action. */
function tooWide({ Action, Effect, Resource, Sid }: Statement): string[] {
    if (Effect !== "Allow") {
        return [];
    }
    const wideActions = list(Action).filter((action) => action.includes("*"));
    const wideResources = isWildcardReason(Sid)
        ? []
        : list(Resource).filter((arn) => /^(\*|(arn:[^:]*:[^:]*:[^:]*:[^:]*:\*))$/.test(arn));
    return [...wideActions, ...wideResources];
}

describe("the roles of prod", () => {
    let recorded: Plan;
    before(async () => {
        recorded = await plan(config);
    });

    it("have no right on any action, and on anything only for a reason that is written beside it", () => {
        const rights = rightsOf(recorded);
        assert.ok(rights.length >= 6);
        const wide = rights.flatMap(({ name, document }) =>
            document.Statement.flatMap((statement) => tooWide(statement).map((what) => `${name}: ${what}`)),
        );
        assert.deepEqual(wide, []);
    });

    it("are noticed when they ask for more", () => {
        const right = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
        assert.deepEqual(tooWide(right), ["*"]);
        assert.deepEqual(tooWide({ ...right, Sid: "BecauseISaidSo" }), ["*"]);
        assert.deepEqual(tooWide({ ...right, Sid: "SessionManager" }), []);
        assert.deepEqual(tooWide({ ...right, Action: ["s3:Get*"], Resource: "arn:aws:s3:::one" }), ["s3:Get*"]);
        assert.deepEqual(tooWide({ ...right, Resource: "arn:aws:s3:::*" }), ["arn:aws:s3:::*"]);
    });

    it("take all they may do from the plan: none has a policy that AWS, or a person, may widen", () => {
        const attached = recorded.resources.filter(({ type }) => /PolicyAttachment$/.test(type));
        assert.deepEqual(
            attached.map(({ name }) => name),
            [],
        );
    });

    it("are each asked what they can and cannot", () => {
        const asked = new Set(questions(recorded).map(({ role }) => role));
        assert.deepEqual(
            [...rolesOf(recorded).keys()].filter((role) => !asked.has(role)),
            [],
        );
    });

    it("can what their work needs, and nothing near it", () => {
        const all = questions(recorded);
        const verdicts = simulate(all.map(({ request }) => request));
        const surprises = all.flatMap(({ role, expectation, request }, index) =>
            (verdicts[index] === "Allowed") === expectation.may
                ? []
                : [`${role} ${expectation.may ? "cannot" : "can"} ${expectation.action} ${request.resource}`],
        );
        assert.deepEqual(surprises, []);
    });
});

interface Question {
    readonly role: string;
    readonly expectation: Expectation;
    readonly request: Request;
}

/** Every line of the table, for each cell's role of its kind. */
function questions(recorded: Plan): Question[] {
    const roles = rolesOf(recorded);
    const closed = resourcePolicies(recorded);
    const account = accountOf(recorded);
    return cellsOf(config).flatMap(({ region }) =>
        Object.entries(expectations).flatMap(([kind, lines]) => {
            const role = roles.get(fill(kind, region, account));
            return lines.flatMap((expectation) => {
                const resource = fill(expectation.resource, region, account);
                const policy = closed.get(resource) ?? closed.get(resource.replace(/\/.*$/, ""));
                return role === undefined
                    ? []
                    : {
                          role: role.name,
                          expectation,
                          request: {
                              principal: `arn:aws:iam::${account}:role/${role.name}`,
                              action: expectation.action,
                              resource,
                              context: { "aws:SecureTransport": "true", ...filled(expectation, region, account) },
                              identity: role.policies,
                              ...(policy && { resourcePolicy: policy }),
                              account,
                          },
                      };
            });
        }),
    );
}

function filled({ context = {} }: Expectation, region: Region, account: string): Record<string, string> {
    return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, fill(value, region, account)]));
}

/**
 * `{cell}` is orders-euw1, `{short}` euw1, `{region}` eu-west-1, `{other}` a region with another cell; `{home}` and
 * `{away}` are the short forms of the initial writer's region and of one more, the same for every cell. `{runner}` is
 * the region of the runner of drills, `{runnerShort}` its short form.
 */
function fill(template: string, region: Region, account: string): string {
    const other = cellsOf(config).find((cell) => cell.region !== region)?.region ?? region;
    const away = cellsOf(config).find((cell) => cell.region !== config.initialWriter)?.region ?? region;
    const words: Readonly<Record<string, string>> = {
        platform: config.name,
        cell: `${config.name}-${shortRegion(region)}`,
        otherCell: `${config.name}-${shortRegion(other)}`,
        short: shortRegion(region),
        home: shortRegion(config.initialWriter),
        runner,
        runnerShort: shortRegion(runner),
        away: shortRegion(away),
        sharedKey: sharedKey(region),
        otherSharedKey: sharedKey(other),
        region,
        other,
        account,
    };
    return template.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? assert.fail(word));
}

/** The shared key is born at home; elsewhere it is a replica. */
function sharedKey(region: Region): string {
    return `${config.name}-shared${region === config.initialWriter ? "" : `-${shortRegion(region)}`}`;
}
