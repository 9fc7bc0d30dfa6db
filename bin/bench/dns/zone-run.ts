/*
 * Our server, in a process of its own so that its processor time can be told from the bench's.
 * Takes the port; ends when it is killed.
 */
import { ClientPlaces } from "../../../routing/dns/client-places";
import { createDnsServer } from "../../../routing/dns/server";
import { createZoneResolver } from "../../../routing/dns/zone-resolver";
import { benchState, benchZone, clientRegion } from "./zone";

const current = { version: 1, state: benchState, addresses: {} };
const resolve = createZoneResolver({
    zone: benchZone(),
    clockFactor: 1,
    now: () => current,
    from: new ClientPlaces([], clientRegion).of,
    random: Math.random,
});

const onError = (error: unknown) => process.stderr.write(`${String(error)}\n`);
void createDnsServer({ resolve, onError }).listen({ address: "127.0.0.1", port: Number(process.argv[2]) });
