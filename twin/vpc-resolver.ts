import { emptyReply, type DnsQuestion, type DnsReply, type Resolve } from "../routing/dns/reply";

export interface VpcResolverOptions {
    /** Names that AWS owns and their addresses as this cell sees them now. */
    readonly names: () => { readonly [name: string]: string };
    /** Everything else. */
    readonly otherwise: (question: DnsQuestion) => DnsReply;
    readonly factor: number;
}

/** TTL of Aurora's endpoint names: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html */
const endpointSeconds = 5;

/** The resolver that every VPC has at the third address of its network. It keeps nothing. */
export function vpcResolve({ names, otherwise, factor }: VpcResolverOptions): Resolve {
    const ttl = Math.max(1, Math.round(endpointSeconds / factor));
    return (question) => {
        const address = names()[question.name.toLowerCase().replace(/\.$/, "")];
        if (address === undefined) {
            return otherwise(question);
        }
        const answers = question.type === "A" ? [{ type: "A", ttl, values: [address] }] : [];
        return { ...emptyReply("NOERROR"), answers };
    };
}
