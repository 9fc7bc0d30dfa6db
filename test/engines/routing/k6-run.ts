/*
 * Our server, two regions behind it and k6 as their client. It is run in a network namespace of its own, since k6 asks
 * whom /etc/resolv.conf names, on port 53. Takes the path of k6; writes what the client saw as JSON.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { regionAddresses, serveZone } from "./served-zone";

const address = "127.0.0.1";
const iterations = 9;
/** Before these the primary region is lost, and found again. */
const lostAt = 3;
const foundAt = 6;
const stateUrl = `http://${address}:8080/`;

/** Each iteration says which region answered, and what DNS over HTTP says of the name: address and TTL. */
function script(dohPort: number): string {
    return `
        import http from "k6/http";
        export default function () {
            if (__ITER === ${lostAt}) http.post("${stateUrl}unhealthy");
            if (__ITER === ${foundAt}) http.post("${stateUrl}healthy");
            const { Answer } = http.get("http://${address}:${dohPort}/resolve?name=app.example.com").json();
            const { body } = http.get("http://app.example.com/");
            console.log(JSON.stringify([body, Answer[0].data, Answer[0].TTL]));
        }
    `;
}

async function main(k6: string): Promise<void> {
    const served = await serveZone({ address, port: 53 });
    const doh = await served.server.listenHttp({ address, port: 8053 });
    for (const [region, regionAddress] of Object.entries(regionAddresses)) {
        await listen({ address: regionAddress, port: 80 }, (_, response) => response.end(region));
    }
    await listen({ address, port: 8080 }, ({ url }, response) => {
        served.say(url === "/unhealthy" ? "unhealthy" : "healthy");
        response.end();
    });
    const seen = await run(k6, script(doh.port));
    const { udp } = served.server.counters;
    process.stdout.write(`${JSON.stringify({ seen: seen.map((line) => JSON.parse(line) as unknown), udp })}\n`);
    process.exit(0);
}

async function listen(at: { readonly address: string; readonly port: number }, answer: http.RequestListener) {
    const server = http.createServer(answer);
    server.listen(at.port, at.address);
    await once(server, "listening");
}

/** The lines that the script logged. It keeps no name and no connection, so each iteration asks and connects anew. */
async function run(k6: string, text: string): Promise<string[]> {
    const flags = ["run", "--quiet", "--no-usage-report", "--no-summary", "--log-format", "raw"];
    const load = [
        "--vus",
        "1",
        "--iterations",
        iterations.toFixed(),
        "--no-vu-connection-reuse",
        "--no-connection-reuse",
    ];
    const client = spawn(k6, [...flags, ...load, "--dns", "ttl=0,select=first,policy=preferIPv4", "-"], {
        stdio: ["pipe", "ignore", "pipe"],
        env: { ...process.env, K6_AUTO_EXTENSION_RESOLUTION: "false" },
    });
    client.stdin.end(text);
    let logged = "";
    client.stderr.setEncoding("utf8").on("data", (chunk: string) => (logged += chunk));
    const [code] = (await once(client, "close")) as [number | null];
    if (code !== 0) {
        throw new Error(`k6 ended with ${String(code)}: ${logged}`);
    }
    return logged.trim().split("\n");
}

void main(process.argv[2] ?? "");
