import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";
import { machineLines } from "./machine";

const processorHour = price("AmazonECS-Fargate", "perCPU per hour");
const memoryHour = price("AmazonECS-Fargate", "perGB per hour");

const machineKey = "monthly_instance_hrs";

/** What jobs take: nothing for the queue, and Fargate's price or the first machine's for as long as they run. */
export const computeEnvironment: Mapper = {
    types: ["aws:batch/computeEnvironment:ComputeEnvironment"],
    source: "https://aws.amazon.com/batch/pricing/",
    prices: [processorHour, memoryHour],
    usage: {
        monthly_vcpu_hrs: { unit: "vCPU-hours", meaning: "of all jobs, on Fargate" },
        monthly_memory_gb_hrs: { unit: "GB-hours", meaning: "of all jobs, on Fargate" },
        [machineKey]: { unit: "hours", meaning: "that machines run for jobs, all together" },
    },
    lines: (resource) => {
        const type = resource.choiceOfAnyCase("computeResources.type", ["EC2", "SPOT", "FARGATE", "FARGATE_SPOT"]);
        if (type === undefined) {
            // Somebody else's cluster runs the jobs.
            return [];
        }
        if (type === "FARGATE" || type === "FARGATE_SPOT") {
            const kind = type === "FARGATE_SPOT" ? "Spot " : "";
            const processors = price("AmazonECS-Fargate", `${kind}perCPU per hour`);
            const memory = price("AmazonECS-Fargate", `${kind}perGB per hour`);
            return [
                { name: "processors", unit: "vCPU-h", price: processors, quantity: usage("monthly_vcpu_hrs") },
                { name: "memory", unit: "GB-h", price: memory, quantity: usage("monthly_memory_gb_hrs") },
            ];
        }
        const [first] = resource.list("computeResources.instanceTypes");
        const instanceType = first?.asText();
        if (instanceType?.includes(".") !== true) {
            // "optimal", or a family: Batch chooses.
            throw new UnknownInput("computeResources.instanceTypes.0");
        }
        const hours = usage(machineKey);
        return machineLines({ instanceType, spot: type === "SPOT" }, { hours, running: hours });
    },
};
