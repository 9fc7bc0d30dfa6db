import { withInputs } from "./change-plan";
import type { Lever } from "./lever";

/** A function's gigabyte-second costs a fifth less on AWS's own processors. */
export const lambdaArm: Lever = {
    id: "lambda-arm",
    title: "Lambda functions on arm64",
    takes: "binaries in the bundle must exist for arm64",
    source: "https://aws.amazon.com/lambda/pricing/",
    change: (plan) =>
        withInputs(plan, ({ type, inputs }) => {
            const { architectures = ["x86_64"] } = inputs;
            return type === "aws:lambda/function:Function" && JSON.stringify(architectures) === '["x86_64"]'
                ? { ...inputs, architectures: ["arm64"] }
                : undefined;
        }),
};
