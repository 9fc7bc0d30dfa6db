import { Foundation } from "../../components/foundation";

/** The zone of a platform, and the one record that lets ACM issue its certificates in every region. */
export function example(): unknown {
    const foundation = new Foundation("orders", {
        place: { region: "eu-west-1", tags: {} },
        domain: "example.com",
        hostname: "app.example.com",
        protect: true,
    });
    return { delegateTo: foundation.nameServers, validationRecordName: foundation.validationRecordName };
}
