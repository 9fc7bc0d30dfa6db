/** Numbers of record types (IANA, "Resource Record (RR) TYPEs"): what Route 53 stores, and what a question may ask besides. */
const numbers = {
    A: 1,
    NS: 2,
    CNAME: 5,
    SOA: 6,
    PTR: 12,
    MX: 15,
    TXT: 16,
    AAAA: 28,
    SRV: 33,
    NAPTR: 35,
    DS: 43,
    SSHFP: 44,
    TLSA: 52,
    SVCB: 64,
    HTTPS: 65,
    SPF: 99,
    IXFR: 251,
    AXFR: 252,
    ANY: 255,
    CAA: 257,
} as const;

const names = new Map<number, string>(Object.entries(numbers).map(([name, number]) => [number, name]));
const byName = new Map<string, number>(Object.entries(numbers));

/** `A`, `AAAA`, ...; `TYPE65280` for one without a name here (RFC 3597, section 5). */
export function typeName(number: number): string {
    return names.get(number) ?? `TYPE${number}`;
}

/** The number of `A` or `TYPE65280`, in any case; undefined when there is no such type. */
export function typeNumber(name: string): number | undefined {
    const upper = name.toUpperCase();
    const generic = Number(/^TYPE(\d{1,5})$/.exec(upper)?.[1]);
    return byName.get(upper) ?? (generic <= 0xffff ? generic : undefined);
}

/** Numbers of response codes (RFC 1035, section 4.1.1; RFC 6891, section 9 for BADVERS, which needs the OPT record). */
export const rcodes = {
    NOERROR: 0,
    FORMERR: 1,
    SERVFAIL: 2,
    NXDOMAIN: 3,
    NOTIMP: 4,
    REFUSED: 5,
    BADVERS: 16,
} as const;

/** `NOERROR`, `NXDOMAIN`, ... */
export function rcodeName(number: number): string {
    return Object.entries(rcodes).find(([, one]) => one === number)?.[0] ?? `RCODE${number}`;
}
