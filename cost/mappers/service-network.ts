import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";

const serviceHour = price("AmazonVPC", "Charge per Hour per VPC Lattice Service per Hrs");
const serviceData = price("AmazonVPC", "Charge per GB Data Processed by VPC Lattice Service per GB");
const serviceRequest = price("AmazonVPC", "Requests to VPC Lattice Service beyond 300000 in an hour");
const mirrorHour = price("AmazonVPC", "Hourly charge for Traffic Mirroring Source per hour");

/** Hours of a VPC Lattice service, what goes through it, and its requests beyond those that each hour has for nothing. */
export const latticeService: Mapper = {
    types: ["aws:vpclattice/service:Service"],
    source: "https://aws.amazon.com/vpc/lattice/pricing/",
    prices: [serviceHour, serviceData, serviceRequest],
    usage: {
        monthly_data_processed_gb: { unit: "GB", meaning: "processed" },
        monthly_requests: { unit: "requests", meaning: "or TLS connections, beyond the first 300,000 of each hour" },
    },
    lines: (_, { hours }) => [
        { name: "hours", unit: "h", price: serviceHour, quantity: hours() },
        { name: "data processed", unit: "GB", price: serviceData, quantity: usage("monthly_data_processed_gb") },
        { name: "requests", unit: "requests", price: serviceRequest, quantity: usage("monthly_requests") },
    ],
};

/** Hours of a network interface whose traffic is mirrored. */
export const trafficMirror: Mapper = {
    types: ["aws:ec2/trafficMirrorSession:TrafficMirrorSession"],
    source: "https://aws.amazon.com/vpc/pricing/",
    prices: [mirrorHour],
    lines: (_, { hours }) => [{ name: "hours", unit: "h", price: mirrorHour, quantity: hours() }],
};
