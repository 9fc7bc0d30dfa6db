import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";

/** Apps of SageMaker Studio: the instance that an app runs on, by the hour. The server of the first Studio costs nothing. */
export const studioApp: Mapper = {
    types: ["aws:sagemaker/app:App"],
    source: "https://aws.amazon.com/sagemaker/pricing/",
    prices: [],
    usage: { monthly_hrs: { unit: "hours", meaning: "that the Studio app runs; all month if absent" } },
    lines: (app, { hours }) => {
        const type = app.text("resourceSpec.instanceType");
        if (type === "system" || (type === undefined && app.text("appType") === "JupyterServer")) {
            return [];
        }
        if (type === undefined) {
            throw new UnknownInput("resourceSpec.instanceType");
        }
        return [
            {
                name: type,
                unit: "h",
                price: price("AmazonSageMaker", `instance=${type};component=Studio-Notebook`),
                quantity: hours("monthly_hrs"),
                input: "resourceSpec.instanceType",
            },
        ];
    },
};
