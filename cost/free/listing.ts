/** Names of resource types by module of the AWS provider, separated by spaces: `ec2: "Vpc Subnet"`. */
export interface ByModule {
    readonly [module: string]: string;
}

/** Types that AWS bills nothing for, by the reason. */
export interface FreeListing {
    readonly [reason: string]: ByModule;
}

/** Types of a listing with their reasons: `aws:ec2/vpc:Vpc` of `ec2: "Vpc"`. */
export function typesOf(listing: FreeListing): (readonly [type: string, reason: string])[] {
    return Object.entries(listing).flatMap(([reason, modules]) =>
        Object.entries(modules).flatMap(([module, names]) =>
            names
                .trim()
                .split(/\s+/)
                .map(
                    (name) =>
                        [`aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`, reason] as const,
                ),
        ),
    );
}
