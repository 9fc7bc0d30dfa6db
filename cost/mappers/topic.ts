import type { Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { usage } from "../quantity";
import { after } from "./allowance";
import { chunkedRequests, requestKeys } from "./requests";

const source = "https://aws.amazon.com/sns/pricing/";

const publish = price("AmazonSNS", "Amazon SNS API Requests");
const publishInOrder = price("AmazonSNS", "Amazon SNS FIFO API Requests per Requests");
const payloadInOrder = price("AmazonSNS", "SNS FIFO Publish Payload per GB");
const payloadKey = "monthly_payload_gb";

/** Messages published; every 64 KB is one. A topic in order is billed by the bytes too. */
export const topic: Mapper = {
    types: ["aws:sns/topic:Topic"],
    source,
    prices: [publish, publishInOrder, payloadInOrder],
    usage: {
        ...requestKeys,
        [payloadKey]: { unit: "GB", meaning: "published to a topic in order (FIFO)" },
    },
    lines: (resource, { settings }) => {
        const line = { name: "requests", unit: "requests", quantity: chunkedRequests, input: "fifoTopic" };
        return resource.flag("fifoTopic") === true
            ? [
                  { ...line, price: publishInOrder },
                  { name: "payload", unit: "GB", price: payloadInOrder, quantity: usage(payloadKey) },
              ]
            : [{ ...line, price: after({ name: "SNS requests", free: 1e6 }, publish, settings) }];
    },
};

const overHttp: Tiers = {
    name: "SNS over HTTP",
    steps: [{ upTo: 100_000 }, { price: price("AmazonSNS", "HTTP 100000 to Inf") }],
};
const overMail: Tiers = {
    name: "SNS by e-mail",
    steps: [{ upTo: 1000 }, { price: price("AmazonSNS", "SMTP 1000 to Inf") }],
};
const toFirehose = price("AmazonSNS", "Amazon Kinesis Data Firehose Messages");

/** Deliveries by protocol; the list itself gives the first of them away, and all that go to queues and functions. */
const byProtocol: { readonly [protocol: string]: PriceName | Tiers | "free" } = {
    http: overHttp,
    https: overHttp,
    email: overMail,
    "email-json": overMail,
    firehose: toFirehose,
    lambda: "free",
    sqs: "free",
};

/** Messages that a topic delivers to one subscriber; text messages and pushes to telephones have no row in the list. */
export const subscription: Mapper = {
    types: ["aws:sns/topicSubscription:TopicSubscription"],
    source,
    prices: [overHttp, overMail, toFirehose],
    usage: requestKeys,
    lines: (resource) => {
        const protocol = resource.text("protocol") ?? "";
        const delivery = byProtocol[protocol] ?? price("AmazonSNS", `deliveries by ${protocol}`);
        return delivery === "free"
            ? []
            : [
                  {
                      name: `deliveries by ${protocol}`,
                      unit: "messages",
                      price: delivery,
                      quantity: chunkedRequests,
                      input: "protocol",
                  },
              ];
    },
};
