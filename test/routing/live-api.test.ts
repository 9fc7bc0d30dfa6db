import assert from "node:assert/strict";
import { importZone, type Progress } from "../../routing/live/import-zone";
import { checkingTool } from "../../routing/live/checking-tool";
import {
    body,
    failure,
    hostedZone,
    recordsPage,
    startReplies,
    weighted,
    type Replies,
    type Reply,
} from "./route53-replies";

const notKnown: Reply = [404, "<html></html>"];

/** Progress that keeps what it is told. */
function listener(): Progress & { readonly notes: string[] } {
    const notes: string[] = [];
    return { notes, reading: () => undefined, note: (text) => notes.push(text) };
}

describe("a live zone, as Route 53's API answers", () => {
    let replies: Replies | undefined;
    afterEach(() => {
        replies?.close();
        replies = undefined;
    });

    /** What an import of zone Z1 gives, when these paths are answered so. */
    async function imported(byPath: Readonly<Record<string, (url: URL, before: number) => Reply>>, zone = "Z1") {
        replies = await startReplies((url, before) => {
            const path = url.pathname.replace("/2013-04-01/", "");
            return byPath[path]?.(url, before) ?? (path === "hostedzone/Z1" ? hostedZone : notKnown);
        });
        const progress = listener();
        return { zone: await importZone(replies.client, zone, progress), notes: progress.notes, asked: replies.asked };
    }

    const noRecords = { "hostedzone/Z1/rrset": () => recordsPage("") };

    it("goes on at the identifier that a page ends with, also inside a group, and takes a record once", async () => {
        const pages: Readonly<Record<string, Reply>> = {
            start: recordsPage(weighted("a") + weighted("b"), "b"),
            b: recordsPage(weighted("b") + weighted("c"), "d"),
            d: recordsPage(weighted("d")),
        };
        const { zone, asked } = await imported({
            "hostedzone/Z1/rrset": (url) => pages[url.searchParams.get("identifier") ?? "start"] ?? notKnown,
        });
        assert.deepEqual(
            zone.ResourceRecordSets.map(({ SetIdentifier }) => SetIdentifier),
            ["a", "b", "c", "d"],
        );
        const starts = asked.filter(({ pathname }) => pathname.endsWith("/rrset")).map(({ search }) => search);
        assert.deepEqual(starts, ["", ...["b", "d"].map((at) => `?identifier=${at}&name=www.example.com.&type=A`)]);
    });

    it("fails instead of reading for ever when a page leads to itself", async () => {
        const looping = imported({ "hostedzone/Z1/rrset": () => recordsPage(weighted("a"), "a") });
        await assert.rejects(looping, { name: "LiveZoneError", code: 3, message: /expected another page/ });
    });

    it("keeps the checks that records name, with all that they are calculated from, and no others", async () => {
        const check = (id: string, type: string, more = "") =>
            `<HealthCheck><Id>${id}</Id><CallerReference>${id}</CallerReference><HealthCheckConfig><Type>${type}</Type>${more}</HealthCheckConfig>` +
            `<HealthCheckVersion>1</HealthCheckVersion></HealthCheck>`;
        const children = (...ids: readonly string[]) =>
            `<ChildHealthChecks>${ids.map((id) => `<ChildHealthCheck>${id}</ChildHealthCheck>`).join("")}</ChildHealthChecks>`;
        const linked =
            "<HealthCheck><Id>switch</Id><CallerReference>s</CallerReference><LinkedService><ServicePrincipal>arc-region-switch.amazonaws.com</ServicePrincipal></LinkedService>" +
            "<HealthCheckConfig><Type>RECOVERY_CONTROL</Type></HealthCheckConfig><HealthCheckVersion>1</HealthCheckVersion></HealthCheck>";
        const page = (checks: string, next?: string) =>
            body(
                "ListHealthChecksResponse",
                `<HealthChecks>${checks}</HealthChecks><Marker>x</Marker><IsTruncated>${String(next !== undefined)}</IsTruncated>` +
                    `${next === undefined ? "" : `<NextMarker>${next}</NextMarker>`}<MaxItems>2</MaxItems>`,
            );
        const { zone, asked } = await imported({
            "hostedzone/Z1/rrset": () => recordsPage(weighted("a", "top") + weighted("b", "switch")),
            healthcheck: (url) =>
                url.searchParams.get("marker") === "more"
                    ? page(check("top", "CALCULATED", children("middle")) + check("leaf", "HTTP") + linked)
                    : page(check("middle", "CALCULATED", children("leaf")) + check("other", "TCP"), "more"),
        });
        assert.deepEqual(
            zone.HealthChecks.map(({ Id }) => Id),
            ["leaf", "middle", "switch", "top"],
        );
        assert.equal(zone.HealthChecks[2]?.LinkedService?.ServicePrincipal, "arc-region-switch.amazonaws.com");
        assert.equal(asked.filter(({ pathname }) => pathname === "/2013-04-01/healthcheck").length, 2);
    });

    it("keeps protections, collections of address blocks and tags, and says what it may not have", async () => {
        const routed = weighted("a", "c").replace(
            "<Weight>1</Weight>",
            "<CidrRoutingConfig><CollectionId>col</CollectionId><LocationName>dublin</LocationName></CidrRoutingConfig>",
        );
        const { zone, notes } = await imported({
            "hostedzone/Z1/rrset": () => recordsPage(routed),
            healthcheck: () =>
                body(
                    "ListHealthChecksResponse",
                    "<HealthChecks><HealthCheck><Id>c</Id><CallerReference>c</CallerReference><HealthCheckConfig><Type>TCP</Type></HealthCheckConfig>" +
                        "<HealthCheckVersion>1</HealthCheckVersion></HealthCheck></HealthChecks><IsTruncated>false</IsTruncated><MaxItems>1</MaxItems>",
                ),
            cidrcollection: (url) =>
                url.searchParams.get("nexttoken") === null
                    ? body(
                          "ListCidrCollectionsResponse",
                          "<NextToken>t</NextToken><CidrCollections><member><Id>another</Id><Name>a</Name></member></CidrCollections>",
                      )
                    : body(
                          "ListCidrCollectionsResponse",
                          "<CidrCollections><member><Id>col</Id><Name>offices</Name></member></CidrCollections>",
                      ),
            "cidrcollection/col/cidrblocks": () =>
                body(
                    "ListCidrBlocksResponse",
                    "<CidrBlocks><member><CidrBlock>198.51.100.0/24</CidrBlock><LocationName>dublin</LocationName></member></CidrBlocks>",
                ),
            "hostedzone/Z1/rrsetprotection": () =>
                body(
                    "ListResourceRecordSetProtectionsResponse",
                    "<ResourceRecordSetProtections><ResourceRecordSetProtection><RecordName>www.example.com.</RecordName>" +
                        "<RecordType>A</RecordType><Comment>ask</Comment></ResourceRecordSetProtection></ResourceRecordSetProtections>",
                ),
            "tags/healthcheck": () => failure(403, "AccessDenied", "User: nobody is not authorized"),
        });
        assert.deepEqual(zone.CidrCollections, [
            {
                Id: "col",
                Name: "offices",
                CidrBlocks: [{ CidrBlock: "198.51.100.0/24", LocationName: "dublin" }],
            },
        ]);
        assert.deepEqual(
            zone.ResourceRecordSetProtections?.map(({ RecordName, Comment }) => [RecordName, Comment]),
            [["www.example.com.", "ask"]],
        );
        assert.equal(zone.ResourceTagSets, undefined);
        assert.ok(notes.some((note) => note.includes("ListTagsForResources")));
    });

    it("goes on after a failure of the service that passes, and after throttling that passes", async () => {
        const { zone } = await imported({
            "hostedzone/Z1": (_, before) => (before === 0 ? failure(503, "ServiceUnavailable", "later") : hostedZone),
            "hostedzone/Z1/rrset": (_, before) =>
                before === 0 ? failure(400, "Throttling", "Rate exceeded") : recordsPage(weighted("a")),
        });
        assert.equal(zone.ResourceRecordSets.length, 1);
    });

    const failures: readonly (readonly [what: string, reply: Reply, code: 2 | 3, message: RegExp])[] = [
        ["throttled for ever", failure(400, "Throttling", "Rate exceeded"), 3, /^GetHostedZone was throttled 2 times/],
        [
            "denied, with the right that is missing",
            failure(403, "AccessDenied", "User: arn:aws:iam::1:user/x is not authorized"),
            3,
            /needs the IAM action route53:GetHostedZone .*user\/x/,
        ],
        [
            "of a zone that is not there",
            failure(404, "NoSuchHostedZone", "No hosted zone found with ID: Z1"),
            2,
            /NoSuchHostedZone/,
        ],
        ["of an id that is none", failure(400, "InvalidInput", "Id is not valid"), 2, /InvalidInput: Id is not valid/],
        [
            "with credentials that are refused",
            failure(403, "InvalidClientTokenId", "no such key"),
            3,
            /refused the credentials/,
        ],
        ["when the service stays broken", failure(500, "InternalFailure", "oh"), 3, /InternalFailure \(HTTP 500\)/],
    ];
    for (const [what, reply, code, message] of failures) {
        it(`fails ${what}`, async () => {
            await assert.rejects(imported({ ...noRecords, "hostedzone/Z1": () => reply }), { code, message });
        });
    }

    it("fails when nobody listens", async () => {
        replies = await startReplies(() => notKnown);
        const { client } = replies;
        replies.close();
        await assert.rejects(importZone(client, "Z1", listener()), {
            code: 3,
            message: /cannot be reached.*ECONNREFUSED/,
        });
    });

    it("asks the checking tool for a name, a type and a place", async () => {
        replies = await startReplies(() =>
            body(
                "TestDNSAnswerResponse",
                "<Nameserver>ns-1.awsdns-00.com</Nameserver><RecordName>www.example.com</RecordName><RecordType>A</RecordType>" +
                    "<RecordData><RecordDataEntry>192.0.2.1</RecordDataEntry></RecordData><ResponseCode>NOERROR</ResponseCode><Protocol>UDP</Protocol>",
            ),
        );
        const { ask } = checkingTool(replies.client, "Z1");
        const answer = await ask({ name: "www.example.com", type: "A", address: "203.0.113.7" });
        assert.deepEqual(answer, { rcode: "NOERROR", answers: ["192.0.2.1"] });
        const [url] = replies.asked;
        assert.deepEqual(Object.fromEntries(url?.searchParams ?? []), {
            hostedzoneid: "Z1",
            recordname: "www.example.com",
            recordtype: "A",
            resolverip: "203.0.113.7",
            edns0clientsubnetip: "203.0.113.7",
        });
    });
});
