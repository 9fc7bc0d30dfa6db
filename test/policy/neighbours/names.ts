import { but, one, out } from "../cases/case";
import { record, zone } from "../cases/zone";
import type { NeighboursOfRules } from "./neighbour";

const check = one("aws:route53/healthCheck:HealthCheck", {
    type: "HTTPS_STR_MATCH",
    fqdn: "origin.example.net",
    port: 443,
    enableSni: true,
    requestInterval: 30,
    failureThreshold: 3,
    searchString: "ok",
});
const asked = [zone, check, but(record, { healthCheckId: out(check) })];

/** What `antipode routing lint` cannot judge, and a zone that it cannot read. */
export const nameNeighbours: NeighboursOfRules = {
    "zone-error": {
        sound: {
            "no record": [zone],
            "a record that has no choice": [zone, record],
            "a name that the provider puts below the zone's": [zone, but(record, { name: "app" })],
        },
        unjudged: { "a body that nobody sees": asked, "a record of no zone": [record] },
    },
    "zone-warning": { unjudged: { "a record of no zone": [record] } },
    "zone-note": { unjudged: { "a record of no zone": [record] } },
};
