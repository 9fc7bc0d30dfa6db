import type { CostResource } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { map, multiply, usage, usageOf, type Quantity } from "../quantity";
import { after } from "./allowance";
import { entryOf } from "./entry";
import { chunkedRequests, requestKeys } from "./requests";

const source = "https://aws.amazon.com/sns/pricing/";

const publish = price("AmazonSNS", "Amazon SNS API Requests");
const publishInOrder = price("AmazonSNS", "Amazon SNS FIFO API Requests per Requests");
const payloadInOrder = price("AmazonSNS", "SNS FIFO Publish Payload per GB");
const payloadKey = "monthly_payload_gb";
const archiveKey = "archive_storage_gb";
const scannedKey = "monthly_filtered_payload_gb";

const topicType = "aws:sns/topic:Topic";

/** As AWS counts payload. */
const kilobytesPerGigabyte = 1e6;

/** Bytes as the usage file states them, or as its messages times their size. */
const payload: Quantity = usageOf([payloadKey], (use) => {
    const [requests, kilobytes] = [use("monthly_requests"), use("request_size_kb")];
    const product = requests && kilobytes && multiply(requests, kilobytes);
    return use(payloadKey) ?? (product && map(product, (one) => one.div(kilobytesPerGigabyte)));
});

/** Messages published; every 64 KB is one. A topic in order is billed by the message, whatever its size, and by the bytes. */
export const topic: Mapper = {
    types: [topicType],
    source,
    prices: [publish, publishInOrder, payloadInOrder],
    usage: {
        ...requestKeys,
        [payloadKey]: {
            unit: "GB",
            meaning: "published to a topic in order (FIFO); requests times their size if absent",
        },
        [archiveKey]: { unit: "GB", meaning: "kept in the archive of a topic in order" },
    },
    lines: (resource, { settings }) => {
        const line = { name: "requests", unit: "requests", input: "fifoTopic" };
        return resource.flag("fifoTopic") === true
            ? [
                  { ...line, price: publishInOrder, quantity: usage("monthly_requests") },
                  { name: "payload", unit: "GB", price: payloadInOrder, quantity: payload },
                  ...(resource.has("archivePolicy") ? archiveLines : []),
              ]
            : [
                  {
                      ...line,
                      price: after({ name: "SNS requests", free: 1e6 }, publish, settings),
                      quantity: chunkedRequests,
                  },
              ];
    },
};

/** What is archived is billed as it comes and while it is kept; the list at hand has no such rows. */
const archiveLines: readonly Line[] = [
    {
        name: "archived",
        unit: "GB",
        price: price("AmazonSNS", "Amazon SNS FIFO Topics Archive Processing per GB"),
        quantity: payload,
        input: "archivePolicy",
    },
    {
        name: "archive",
        unit: "GB-month",
        price: price("AmazonSNS", "Amazon SNS FIFO Topics Storage per GB month"),
        quantity: usage(archiveKey),
        input: "archivePolicy",
    },
];

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

/**
 * Messages that a topic delivers to one subscriber. Of text messages, pushes to telephones, and what a topic in order
 * delivers, the list at hand has no rows.
 */
export const subscription: Mapper = {
    types: ["aws:sns/topicSubscription:TopicSubscription"],
    source,
    prices: [overHttp, overMail, toFirehose],
    usage: {
        ...requestKeys,
        [payloadKey]: {
            unit: "GB",
            meaning: "delivered by a topic in order (FIFO); requests times their size if absent",
        },
        [scannedKey]: { unit: "GB", meaning: "of messages whose body the subscription's filter reads" },
    },
    lines: (resource) => [
        ...(isInOrder(resource) ? deliveriesInOrder : deliveryLines(resource)),
        ...(resource.choice("filterPolicyScope", ["MessageAttributes", "MessageBody"]) === "MessageBody"
            ? [filterLine]
            : []),
    ],
};

/** Whether its topic keeps the order, which the name of one that does must end with. */
function isInOrder(resource: CostResource): boolean {
    const followed = resource.lead("topic", topicType);
    const { topic: named } = resource.resource.inputs;
    return followed ? followed.flag("fifoTopic") === true : typeof named === "string" && named.endsWith(".fifo");
}

/** To queues too, which a topic out of order delivers to for nothing. */
const deliveriesInOrder: readonly Line[] = [
    {
        name: "deliveries in order",
        unit: "messages",
        price: price("AmazonSNS", "Amazon SNS FIFO Subscription Messages per Messages"),
        quantity: usage("monthly_requests"),
    },
    {
        name: "payload",
        unit: "GB",
        price: price("AmazonSNS", "Amazon SNS FIFO Subscription Messages Payload per GB"),
        quantity: payload,
    },
];

/** Filters on attributes cost nothing. */
const filterLine: Line = {
    name: "filtered",
    unit: "GB",
    price: price("AmazonSNS", "Amazon SNS Standard Payload Scanned Filtered per GB"),
    quantity: usage(scannedKey),
    input: "filterPolicyScope",
};

function deliveryLines(resource: CostResource): readonly Line[] {
    const protocol = resource.text("protocol") ?? "";
    const delivery = entryOf(byProtocol, protocol) ?? price("AmazonSNS", `deliveries by ${protocol}`);
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
}
