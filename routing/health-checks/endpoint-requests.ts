import type { HealthCheck, HealthCheckConfig } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import type { AddressPolicy } from "./addresses";
import { endpointType } from "./endpoint";
import { searchesBody, type EndpointType } from "./observation";
import type { ProbeRequest } from "./probe";
import { bodySeconds, checkerRegions, connectSeconds, responseSeconds, tcpConnectSeconds } from "./verdict";

/** The longest string that a check may search for, in characters (Route 53 guide, "Values that you specify"). */
const maximumSearchCharacters = 255;
/** The fewest regions that checks may come from (Route 53 guide, "Values that you specify"). */
const minimumRegions = 3;

export interface EndpointRequestsOptions {
    /** The IPv4 address of a name now. */
    readonly resolve: (name: string) => string | undefined;
    readonly addresses: AddressPolicy;
    readonly clockFactor: number;
}

/** The requests of one endpoint check. */
export class EndpointRequests {
    private readonly config: HealthCheckConfig;
    private readonly type: EndpointType;

    /** @throws RoutingError `invalid-zone` when AWS would refuse the check. */
    constructor(
        check: HealthCheck,
        private readonly options: EndpointRequestsOptions,
    ) {
        requireEndpoint(check, options.addresses);
        this.config = check.HealthCheckConfig ?? { Type: undefined };
        this.type = endpointType(this.config);
    }

    /** What a checker of a region sends next, or why it can send nothing: names are resolved anew every time. */
    next(checkerRegion: string): ProbeRequest | string {
        const { FullyQualifiedDomainName: name, IPAddress } = this.config;
        const address = IPAddress ?? this.options.resolve(name ?? "");
        if (address === undefined) {
            return "DNS resolution failed";
        }
        if (!this.options.addresses(address)) {
            return `${address} is not an address that checkers may ask`;
        }
        const secure = this.type.startsWith("HTTPS");
        const defaultPort = secure ? 443 : 80;
        const port = this.config.Port ?? defaultPort;
        const host = name ?? (address.includes(":") ? `[${address}]` : address);
        return {
            checkerRegion,
            address,
            port,
            connectMilliseconds: this.real(this.type === "TCP" ? tcpConnectSeconds : connectSeconds),
            ...(this.type === "TCP"
                ? { protocol: "TCP" }
                : {
                      protocol: "HTTP",
                      // Other ports are named in the Host header (API reference, HealthCheckConfig, FullyQualifiedDomainName).
                      host: port === defaultPort ? host : `${host}:${port}`,
                      path: pathOf(this.config.ResourcePath ?? ""),
                      responseMilliseconds: this.real(responseSeconds),
                      ...(secure ? { tls: this.serverName(name) } : {}),
                      ...(searchesBody(this.type)
                          ? { search: { text: this.config.SearchString ?? "", milliseconds: this.real(bodySeconds) } }
                          : {}),
                  }),
        };
    }

    private serverName(name: string | undefined): { serverName?: string } {
        return name === undefined || this.config.EnableSNI === false ? {} : { serverName: name };
    }

    /** Real milliseconds for so many seconds of platform time. */
    private real(seconds: number): number {
        return (seconds * 1000) / this.options.clockFactor;
    }
}

function pathOf(path: string): string {
    return path.startsWith("/") ? path : `/${path}`;
}

/**
 * For whoever wants to know before anything is asked.
 * @throws RoutingError `invalid-zone` when AWS would refuse the endpoint check.
 */
export function requireEndpoint({ Id, HealthCheckConfig }: HealthCheck, addresses: AddressPolicy): void {
    const problem = endpointProblem(HealthCheckConfig ?? { Type: undefined }, addresses);
    if (problem !== undefined) {
        throw new RoutingError("invalid-zone", `health check "${Id ?? ""}": ${problem}`);
    }
}

/**
 * Why AWS would refuse an endpoint check, in one line; undefined when it would not.
 * Source: API reference, HealthCheckConfig, and Route 53 guide, "Values that you specify when you create or update
 * health checks".
 */
export function endpointProblem(config: HealthCheckConfig, addresses: AddressPolicy): string | undefined {
    const {
        IPAddress,
        FullyQualifiedDomainName,
        RequestInterval = 30,
        FailureThreshold = 3,
        Regions,
        Port = 80,
    } = config;
    const type = endpointType(config);
    const search = config.SearchString ?? "";
    const problems: readonly (readonly [isProblem: boolean, text: string])[] = [
        [IPAddress === undefined && FullyQualifiedDomainName === undefined, "expected an address or a domain name"],
        [
            IPAddress !== undefined && !addresses(IPAddress),
            `IPAddress: expected no private, loopback or multicast address, got ${IPAddress ?? ""}`,
        ],
        [!Number.isInteger(Port) || Port < 1 || Port > 65535, `Port: expected 1 to 65535, got ${Port}`],
        [
            RequestInterval !== 10 && RequestInterval !== 30,
            `RequestInterval: expected 10 or 30, got ${RequestInterval}`,
        ],
        [FailureThreshold < 1 || FailureThreshold > 10, `FailureThreshold: expected 1 to 10, got ${FailureThreshold}`],
        [
            Regions !== undefined && new Set(Regions).size < minimumRegions,
            `Regions: expected ${minimumRegions} or more, got ${Regions?.length ?? 0}`,
        ],
        ...(Regions ?? []).map(
            (region) =>
                [
                    !checkerRegions.some((known) => known === region),
                    `Regions: expected some of ${checkerRegions.join(", ")}, got ${region}`,
                ] as const,
        ),
        [searchesBody(type) && search === "", "SearchString: expected one, got none"],
        [
            search.length > maximumSearchCharacters,
            `SearchString: expected at most ${maximumSearchCharacters} characters, got ${search.length}`,
        ],
    ];
    return problems.find(([isProblem]) => isProblem)?.[1];
}
