import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { MutualTls, TlsPolicy } from "./settings";
import type { Site } from "./site";

/**
 * AWS's names of the policies; application and network balancers take the same. `recommended` is what AWS recommends
 * and its console chooses; every one has post-quantum key exchange where the client can. Sources:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html.
 */
const tlsPolicies: Readonly<Record<TlsPolicy, string>> = {
    recommended: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    modern: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    compat: "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09",
};

/** The name of a policy in AWS. */
export function tlsPolicyName(policy: TlsPolicy = "recommended"): string {
    return tlsPolicies[policy];
}

/** The arn of a certificate that ACM has validated, so that no listener is made with one that is still pending. */
export function createCertificate({ name, args, own }: Site): pulumi.Output<string> {
    const { hostname, validationRecordName } = args.certificate;
    const certificate = new aws.acm.Certificate(
        name,
        {
            ...own.named(name),
            domainName: hostname,
            subjectAlternativeNames: [`*.${hostname}`],
            validationMethod: "DNS",
        },
        own.child,
    );
    const validation = new aws.acm.CertificateValidation(
        name,
        { ...own.placed, certificateArn: certificate.arn, validationRecordFqdns: [validationRecordName] },
        own.child,
    );
    return validation.certificateArn;
}

/** Further certificates of a listener, which AWS chooses from by the name that a client asks for. */
export function addCertificates({ name, args, own }: Site, listenerArn: pulumi.Output<string>): void {
    for (const [key, certificateArn] of Object.entries(args.certificate.further ?? {})) {
        new aws.lb.ListenerCertificate(`${name}-${key}`, { ...own.placed, listenerArn, certificateArn }, own.child);
    }
}

/** How a listener asks clients for their certificate. Only a check has an expiry to ignore. */
export function createMutualTls(
    { name, own }: Site,
    mutual: MutualTls,
): NonNullable<aws.lb.ListenerArgs["mutualAuthentication"]> {
    if (mutual.mode === "passthrough") {
        return { mode: "passthrough" };
    }
    const { bucket, key, version } = mutual.trustStore;
    const store = new aws.lb.TrustStore(
        name,
        {
            ...own.tagged,
            caCertificatesBundleS3Bucket: bucket,
            caCertificatesBundleS3Key: key,
            ...(version === undefined ? {} : { caCertificatesBundleS3ObjectVersion: version }),
        },
        own.child,
    );
    return {
        mode: "verify",
        trustStoreArn: store.arn,
        ignoreClientCertificateExpiry: mutual.ignoreExpiry ?? false,
    };
}
