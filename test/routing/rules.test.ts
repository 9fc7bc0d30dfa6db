import { answer } from "../../routing/answer";
import { Responder } from "../../routing/dns/responder";
import { createZoneResolver } from "../../routing/dns/zone-resolver";
import * as verdict from "../../routing/health-checks/verdict";
import { rules } from "./rules";

describe("Route 53's rules", () => {
    for (const { title, holds } of rules) {
        it(title, () => holds({ answer, verdict, dns: { Responder, createZoneResolver } }));
    }
});
