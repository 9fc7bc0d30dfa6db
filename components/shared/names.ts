/** RDS takes no two dashes in a row; 16 characters, because a balancer's name ends at 32 (region and suffix follow). */
export const namePattern = /^(?=.{2,16}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Beginnings that AWS keeps for itself, of balancers, of security groups and (the last two) of buckets. Sources:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html.
 */
export const keptBeginnings = ["internal-", "sg-", "sthree-", "amzn-s3-demo-"];

/** Whether names that begin with this one, and a dash, are free to take. */
export function isFreeName(name: string): boolean {
    return keptBeginnings.every((beginning) => !`${name}-`.startsWith(beginning));
}
