import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import picocolors from "picocolors";
import { groupBy } from "../../../plan/group";
import { coloursWanted, terminalColumns, wrap } from "../../../plan/terminal";
import { bareId } from "../../../routing/evaluate/keys";
import type { NameServer } from "../../../routing/live/name-server";
import { verifiableNames, verify, type ClientPlace, type Finding } from "../../../routing/live/verify";
import { nameServerWitness, type Witness } from "../../../routing/live/witness";
import { canonicalName, isWithin } from "../../../routing/names";
import { placeOf } from "../../../routing/places/place";
import type { Zone } from "../../../routing/zone";
import { CommandError } from "../../exit";
import { counted } from "./counted";
import { readZone, type ZoneInput } from "./inputs";
import type { ZoneOptions } from "./zone-options";
import { readState } from "./state-file";

/** What the command line gives. */
export interface VerifyOptions extends ZoneOptions {
    readonly name?: readonly string[];
    readonly from: readonly ClientPlace[];
    readonly state?: string;
    readonly zoneId?: string;
    /** The zone's own when absent. */
    readonly nameServers?: readonly string[];
    /** Everybody when absent, or only the name servers when they are given. */
    readonly ask?: "api" | "servers" | "both";
    readonly resolver?: string;
    readonly endpoint?: string;
    readonly format: "table" | "json";
}

/** `antipode routing verify`: prints what every witness says; exit code 1 when one disagrees. */
export async function verifyZone(options: VerifyOptions): Promise<void> {
    const input = await readZone(options);
    const { zone } = input;
    const names = options.name ?? verifiableNames(zone);
    requireNames(names, zone);
    requirePlaces(options.from);
    const state = { ...input.state, ...(options.state === undefined ? {} : readState(options.state, zone)) };
    const api = asksApi(options) || options.zoneId !== undefined ? await connectApi(options.endpoint) : undefined;
    try {
        const witnesses = await witnessesOf(input, options, api);
        const places = options.from.length > 0 ? options.from : [{}];
        const resolve = resolverOf(options.resolver);
        const findings = await verify({ zone, state, names, places, witnesses, resolve }, onFinding);
        const text = options.format === "json" ? JSON.stringify({ findings }, null, 2) : findingsTable(findings);
        process.stdout.write(`${text}\n`);
        process.exitCode = findings.some(({ verdict }) => verdict === "disagree") ? 1 : 0;
    } finally {
        api?.close();
    }
}

function onFinding(count: number): void {
    if (process.stderr.isTTY) {
        process.stderr.write(`\rantipode: ${counted(count, "answer")}\u001b[K\r`);
    }
}

function requireNames(names: readonly string[], { HostedZone }: Zone): void {
    const apex = canonicalName(HostedZone.Name ?? "");
    const foreign = names.find((name) => !isWithin(canonicalName(name), apex));
    if (foreign !== undefined) {
        throw new CommandError(`--name: expected a name in zone ${apex}, got ${foreign}`, 2);
    }
}

function requirePlaces(places: readonly ClientPlace[]): void {
    const unknown = places.find(({ from }) => from !== undefined && placeOf(from) === undefined);
    if (unknown) {
        throw new CommandError(
            `--from: expected a region or a location such as IE or US-VA before the address, got ${unknown.from ?? ""}`,
            2,
        );
    }
}

/** What of the API is asked; loaded only then. */
interface Api {
    readonly find: (zoneId: string) => Promise<Pick<Zone, "HostedZone" | "DelegationSet">>;
    readonly checkingTool: (zoneId: string) => Witness;
    readonly close: () => void;
}

async function connectApi(endpoint: string | undefined): Promise<Api> {
    const { connect } = await import("../../../routing/live/client.js");
    const { findZone } = await import("../../../routing/live/find-zone.js");
    const { checkingTool } = await import("../../../routing/live/checking-tool.js");
    const client = connect(endpoint === undefined ? {} : { endpoint });
    return {
        find: (zoneId) => findZone(client, zoneId),
        checkingTool: (zoneId) => checkingTool(client, zoneId),
        close: () => client.destroy(),
    };
}

async function witnessesOf(input: ZoneInput, options: VerifyOptions, api: Api | undefined): Promise<Witness[]> {
    const { zoneId, nameServers, ask } = options;
    const offline = !asksApi(options) && nameServers !== undefined;
    if (input.plan !== undefined && zoneId === undefined && !offline) {
        const instead = "--zone-id with the live zone, or --name-servers";
        throw new CommandError(`${input.source}: a plan knows neither id nor name servers: expected ${instead}`, 2);
    }
    const live = zoneId === undefined || !api ? input.zone : await api.find(zoneId);
    if (live.HostedZone.Config?.PrivateZone === true && !offline) {
        const instead = "--name-servers with a resolver of a network that it belongs to";
        throw new CommandError(
            `${input.source}: a private zone is answered inside its networks only: expected ${instead}`,
            2,
        );
    }
    const names = ask === "api" ? [] : (nameServers ?? live.DelegationSet?.NameServers ?? []);
    const servers = await Promise.all(names.map(serverAt));
    const witnesses = [
        ...(api && asksApi(options) ? [api.checkingTool(bareId(live.HostedZone.Id))] : []),
        ...servers.map(nameServerWitness),
    ];
    if (witnesses.length === 0) {
        throw new CommandError("--ask: expected name servers to ask, found none in the zone: give --name-servers", 2);
    }
    return witnesses;
}

function asksApi({ ask, nameServers }: VerifyOptions): boolean {
    return ask === undefined ? nameServers === undefined : ask !== "servers";
}

async function serverAt(text: string): Promise<NameServer> {
    const [, host = text, port = "53"] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(isIP(text) === 6 ? `[${text}]:53` : text) ?? [];
    if (isIP(host) > 0) {
        return { name: text, address: host, port: Number(port) };
    }
    const [address] = await lookUp(new Resolver({ timeout: 2000, tries: 2 }), host, "A");
    if (address === undefined) {
        throw new CommandError(`name server ${host}: expected an address of it, found none`, 3);
    }
    return { name: host, address, port: Number(port) };
}

function resolverOf(server: string | undefined): (name: string, type: "A" | "AAAA") => Promise<readonly string[]> {
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    if (server !== undefined) {
        try {
            resolver.setServers([server]);
        } catch {
            throw new CommandError(`--resolver: expected an address or address:port, got ${server}`, 2);
        }
    }
    return (name, type) => lookUp(resolver, name, type);
}

/** Empty when there is none, or nobody to ask: the comparison says so. */
async function lookUp(resolver: Resolver, name: string, type: "A" | "AAAA"): Promise<string[]> {
    try {
        return await (type === "A" ? resolver.resolve4(name) : resolver.resolve6(name));
    } catch {
        return [];
    }
}

/** One line for each question that all witnesses agree on, and the witnesses of each other one. */
export function findingsTable(findings: readonly Finding[], colours = coloursWanted()): string {
    const { bold, green, red, yellow, dim } = picocolors.createColors(colours);
    const paint = { agree: green, disagree: red, undecidable: yellow };
    const questions = groupBy(
        findings,
        ({ name, type, from = "" }) => `${name} ${type}${from === "" ? "" : ` from ${from}`}`,
    );
    const width = Math.max(...findings.map(({ witness }) => witness.length));
    const lines = [...questions].flatMap(([question, about]) => [
        bold(question),
        ...about.map(({ witness, verdict, answers = [], rcode, reason }) => {
            const got = answers.length > 0 ? answers.join(", ") : (rcode ?? "no answer");
            const heading = `  ${witness.padEnd(width)}  ${paint[verdict](verdict.padEnd(11))}`;
            const fits = `  ${" ".repeat(width)}  ${" ".repeat(11)}  ${got}  (${reason})`.length <= terminalColumns;
            return fits
                ? `${heading}  ${got}  ${dim(`(${reason})`)}`
                : [heading, ...indented(got), ...indented(`(${reason})`).map(dim)].join("\n");
        }),
        ...expectedLines(about),
    ]);
    const counts = (["agree", "disagree", "undecidable"] as const).map(
        (verdict) => `${findings.filter((finding) => finding.verdict === verdict).length} ${verdict}`,
    );
    return [...lines, `${counted(findings.length, "answer")}: ${counts.join(", ")}`].join("\n");
}

function expectedLines(about: readonly Finding[]): string[] {
    const doubtful = about.find(({ verdict, expected }) => verdict !== "agree" && expected.length > 0);
    return doubtful ? indented(`computed: ${doubtful.expected.join(" or ")}`, "  ") : [];
}

function indented(text: string, indent = "      "): string[] {
    return wrap(text, terminalColumns - indent.length).map((line) => `${indent}${line}`);
}
