import { but, one, out, type Cases } from "./case";

/** A zone, and a record in it that has no choice. */
export const zone = one("aws:route53/zone:Zone", { name: "example.com" });
export const record = one("aws:route53/record:Record", {
    zoneId: out(zone, "zoneId"),
    name: "app.example.com",
    type: "A",
    ttl: 60,
    records: ["192.0.2.1"],
});
const weighted = ["one", "two"].map((name, at) =>
    but(
        { ...record, name, urn: `${record.urn}-${name}` },
        { records: [`192.0.2.${at + 1}`], setIdentifier: name, weightedRoutingPolicies: [{ weight: 1 }] },
    ),
);

const check = one("aws:route53/healthCheck:HealthCheck", {
    type: "HTTPS",
    fqdn: "app.example.com",
    port: 443,
    enableSni: true,
    requestInterval: 30,
    failureThreshold: 3,
    resourcePath: "/healthz",
});

/** What `antipode routing lint` finds: in its words, which are its own to change. */
export const zoneCases: Cases = {
    "zone-error": { broken: [zone, ...weighted], sound: [zone, record], says: /^no-health-at-all: app\.example\.com/ },
    "zone-warning": { broken: [zone, record, check], sound: [zone, record], says: /^check-without-record: / },
    "zone-note": { broken: [zone, ...weighted], sound: [zone, record], says: /^negative-answers-kept-long: / },
};
