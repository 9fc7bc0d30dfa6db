import * as pulumi from "@pulumi/pulumi";
import { formatProblems, type Problem } from "./problems";

/**
 * Refuses a component's arguments before its first child, with all their problems at once. Pulumi shows the message
 * against the component and without a stack.
 * @throws pulumi.ResourceError when there is a problem
 */
export function rejectProblems(component: pulumi.Resource, what: string, problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw new pulumi.ResourceError(formatProblems(what, problems), component, true);
    }
}
