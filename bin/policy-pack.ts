import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { openBook } from "../cost/book/open-book";
import { estimateCost } from "../cost/estimate-plan";
import { noUsage } from "../cost/usage/usage-file";
import { packPolicies } from "../policy/pack/policies";
import { packSummary } from "../policy/pack/summary";
import { projectRoot } from "./root";
import { today } from "./today";

/** AWS's own convention (https://aws.amazon.com/calculator/). */
const hoursPerMonth = 730;
const book = openBook(join(projectRoot(), "cost/book/prices"));

/* What a Pulumi command line starts by policy/pack: it speaks on a port of its own until it is ended. */
new PolicyPack("antipode", {
    policies: packPolicies({
        estimate: (plan) => {
            const settings = { hoursPerMonth, freeTier: false, today: today() };
            return estimateCost({ plan, book, usage: noUsage, settings });
        },
        printed: packSummary,
        today,
    }),
});
