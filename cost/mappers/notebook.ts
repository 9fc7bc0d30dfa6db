import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";

/** Notebook instances of SageMaker. The book has rows of Studio and of endpoints, whose prices are not theirs. */
export const notebook: Mapper = {
    types: ["aws:sagemaker/notebookInstance:NotebookInstance"],
    source: "https://aws.amazon.com/sagemaker/pricing/",
    prices: [],
    usage: { monthly_hrs: { unit: "hours", meaning: "that the notebook runs; all month if absent" } },
    lines: (one, { hours }) => {
        const type = one.text("instanceType");
        if (type === undefined) {
            throw new UnknownInput("instanceType");
        }
        return [
            {
                name: type,
                unit: "h",
                price: price("AmazonSageMaker", `instance=${type};component=Notebook`),
                quantity: hours("monthly_hrs"),
                input: "instanceType",
            },
        ];
    },
};
