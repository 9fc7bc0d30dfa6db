import type { Mapper } from "../mapping";
import { price } from "../price";
import { known, usage } from "../quantity";

const source = "https://aws.amazon.com/ses/pricing/";

const sent = price("AmazonSES", "Email sent to an external recipient");
const received = price("AmazonSES", "Received e mail communication");
const attached = price("AmazonSES", "Charged for attachments sent");
const dedicated = price("AmazonSES", "Dedicated IPs");
/** Of these the list at hand has no rows. */
const managedMonth = price("AmazonSES", "Dedicated IPs (managed) per month");
const managedMessage = price("AmazonSES", "Dedicated IPs (managed) per message");

const sentKey = "monthly_emails_sent";
const attachedKey = "monthly_attachments_gb";

/** Messages that an identity sends, and what is attached to them. */
export const emailIdentity: Mapper = {
    types: [
        "aws:ses/domainIdentity:DomainIdentity",
        "aws:ses/emailIdentity:EmailIdentity",
        "aws:sesv2/emailIdentity:EmailIdentity",
    ],
    source,
    prices: [sent, attached],
    usage: {
        [sentKey]: { unit: "messages", meaning: "sent, each recipient counted" },
        [attachedKey]: { unit: "GB", meaning: "attached to messages" },
    },
    lines: (_, { states }) => [
        { name: "messages sent", unit: "messages", price: sent, quantity: usage(sentKey) },
        ...(states(attachedKey)
            ? [{ name: "attachments", unit: "GB", price: attached, quantity: usage(attachedKey) }]
            : []),
    ],
};

export const receiptRule: Mapper = {
    types: ["aws:ses/receiptRule:ReceiptRule"],
    source,
    prices: [received],
    usage: { monthly_emails_received: { unit: "messages", meaning: "received" } },
    lines: () => [
        { name: "messages received", unit: "messages", price: received, quantity: usage("monthly_emails_received") },
    ],
};

/** Addresses that AWS manages are billed by the month and by the message; one's own are billed one by one. */
export const addressPool: Mapper = {
    types: ["aws:sesv2/dedicatedIpPool:DedicatedIpPool"],
    source,
    prices: [],
    usage: { [sentKey]: { unit: "messages", meaning: "sent from the pool, each recipient counted" } },
    lines: (pool) =>
        pool.choice("scalingMode", ["STANDARD", "MANAGED"]) === "MANAGED"
            ? [
                  { name: "managed addresses", unit: "month", price: managedMonth, quantity: known(1) },
                  { name: "messages", unit: "messages", price: managedMessage, quantity: usage(sentKey) },
              ]
            : [],
};

/** An address that nobody else sends from. */
export const dedicatedAddress: Mapper = {
    types: ["aws:sesv2/dedicatedIpAssignment:DedicatedIpAssignment"],
    source,
    prices: [dedicated],
    lines: () => [{ name: "dedicated IP", unit: "address-month", price: dedicated, quantity: known(1) }],
};
