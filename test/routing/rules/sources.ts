/** A page of the Route 53 developer guide. */
export function guide(page: string): string {
    return `https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/${page}.html`;
}

/** "How Amazon Route 53 chooses records when health checking is configured". */
export const chooses = guide("health-checks-how-route-53-chooses-records");

/** "How health checks work in complex Amazon Route 53 configurations". */
export const complex = guide("dns-failover-complex-configs");
