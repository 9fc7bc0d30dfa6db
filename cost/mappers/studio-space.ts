import type { Mapper } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";

const sizePath = "spaceSettings.spaceStorageSettings.ebsStorageSettings.ebsVolumeSizeInGb";

/** Spaces of SageMaker Studio: nothing but the volume that they keep, for which the book has no rate. Apps in them are billed apart. */
export const studioSpace: Mapper = {
    types: ["aws:sagemaker/space:Space"],
    source: "https://aws.amazon.com/sagemaker/ai/pricing/",
    prices: [],
    lines: (space) => {
        const size = space.number(sizePath);
        return size === undefined
            ? []
            : [
                  {
                      name: "volume",
                      unit: "GB-month",
                      price: price("AmazonSageMaker", "Studio space volume per GB-month"),
                      quantity: known(size),
                      input: "spaceSettings",
                  },
              ];
    },
};
