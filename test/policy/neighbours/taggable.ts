import { mappers } from "../../../cost/mappers";
import { takesTags } from "./provider";

/** Mapped types whose tags are not those of what is billed, or that are billed as a part of something that carries them. */
const apart = [
    // The snapshots of an image are billed, and do not get its tags; a request's do not reach its instance.
    "aws:ec2/ami:Ami",
    "aws:ec2/amiCopy:AmiCopy",
    "aws:ec2/amiFromInstance:AmiFromInstance",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
    // What they make or join is billed, and has tags of its own.
    "aws:backup/plan:Plan",
    "aws:budgets/budgetAction:BudgetAction",
    "aws:ecs/capacityProvider:CapacityProvider",
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
];

/** What is billed and carries tags: as mappers and the provider have it. */
export const taggable = [...mappers.keys(), "aws:ec2/vpc:Vpc"].filter(
    (type) => takesTags(type) && !apart.includes(type),
);
