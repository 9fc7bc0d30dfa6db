import { stringify } from "yaml";

/** What one instance needs to know to start an app. Values may hold outputs that are still tokens. */
export interface UserDataArgs {
    /** Name of the app, of its systemd unit and of the user that runs it. */
    readonly app: string;
    readonly region: string;
    /** Where the bundle lies, and which of its versions this is: an instance never boots another than its template names. */
    readonly bundle: { readonly bucket: string; readonly key: string; readonly version: string };
    /** Name of the secret whose text is the database's password. */
    readonly passwordSecret: string;
    /** How often it is read again. Default: once, at boot. */
    readonly passwordRefreshSeconds?: number;
    /** Environment of the app, besides what this file adds: REGION, INSTANCE_ID and DATABASE_PASSWORD_FILE. */
    readonly environment: Readonly<Record<string, string>>;
}

/**
 * Amazon Linux 2023's Node.js 22 (https://docs.aws.amazon.com/linux/al2023/ug/nodejs.html); the AWS command line
 * is part of the image.
 */
const packages = ["nodejs22"];

/** Seconds that systemd waits before it starts a crashed app again. */
const restartSeconds = 1;

/**
 * Cloud-init user data (a jinja template, then cloud-config) that fetches one bundle and one secret and runs the app.
 * `{{ v1.instance_id }}` is cloud-init's name of the instance's id.
 *
 * Only `packages`, `write_files` and `runcmd` are used, and of `runcmd` only an object of S3, a secret and systemctl,
 * because the twin interprets exactly these (of timers, it knows that they are there).
 */
export function userData(args: UserDataArgs): string {
    const { app, bundle, region, environment } = args;
    const home = `/opt/${app}`;
    const variables = {
        ...environment,
        REGION: region,
        INSTANCE_ID: "{{ v1.instance_id }}",
        DATABASE_PASSWORD_FILE: `${home}/password`,
    };
    const refresh = refreshUnits(args, home);
    const cloudConfig = {
        packages,
        write_files: [
            { path: `${home}/environment`, permissions: "0644", content: lines(variables) },
            { path: `/etc/systemd/system/${app}.service`, permissions: "0644", content: unit(app, home) },
            ...refresh.map(({ name, content }) => ({
                path: `/etc/systemd/system/${name}`,
                permissions: "0644",
                content,
            })),
        ],
        runcmd: [
            [
                ...["aws", "s3api", "get-object", "--region", region, "--bucket", bundle.bucket, "--key", bundle.key],
                ...["--version-id", bundle.version, `${home}/server.cjs`],
            ],
            ["sh", "-c", `umask 077 && ${fetchPassword(args)} > ${home}/password`],
            ["systemctl", "enable", "--now", `${app}.service`],
            ...refresh
                .filter(({ name }) => name.endsWith(".timer"))
                .map(({ name }) => ["systemctl", "enable", "--now", name]),
        ],
    };
    return `## template: jinja\n#cloud-config\n${stringify(cloudConfig, { lineWidth: 0 })}`;
}

function fetchPassword({ region, passwordSecret }: UserDataArgs): string {
    return (
        `aws secretsmanager get-secret-value --region ${region} --secret-id ${passwordSecret} ` +
        "--query SecretString --output text"
    );
}

/**
 * A timer that reads the password again, which the app reads at each new connection. The file changes as a whole, and
 * only for one that is not empty: what cannot be read leaves the password that was. systemd would otherwise put a timer
 * off by up to a minute (systemd.timer(5), AccuracySec).
 */
function refreshUnits(args: UserDataArgs, home: string): { readonly name: string; readonly content: string }[] {
    const { app, passwordRefreshSeconds: seconds } = args;
    if (seconds === undefined) {
        return [];
    }
    const next = `${home}/password.next`;
    const command =
        `umask 077 && ${fetchPassword(args)} > ${next} && test -s ${next} ` +
        `&& chown --reference=${home}/password ${next} && mv ${next} ${home}/password`;
    const service = ["[Unit]", `Description=Password of ${app}`, "", "[Service]", "Type=oneshot"];
    const timer = ["[Timer]", `OnActiveSec=${seconds}s`, `OnUnitInactiveSec=${seconds}s`, "AccuracySec=1s"];
    return [
        { name: `${app}-password.service`, content: [...service, `ExecStart=/bin/sh -c '${command}'`, ""].join("\n") },
        {
            name: `${app}-password.timer`,
            content: [...timer, "", "[Install]", "WantedBy=timers.target", ""].join("\n"),
        },
    ];
}

function lines(variables: Readonly<Record<string, string>>): string {
    return Object.entries(variables)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => `${name}=${value}\n`)
        .join("");
}

/**
 * DynamicUser makes the user at start, so nothing has to add it, and closes the file system to it. The password is
 * written by root before the user exists: the lines with `+` (which run as root) check it and hand it over. Without a
 * password the app would serve its health check and fail every order; so it does not start, and its group replaces the
 * instance. StartLimitIntervalSec=0 keeps systemd from giving up after five starts in ten seconds (systemd.unit(5)).
 */
function unit(app: string, home: string): string {
    return [
        "[Unit]",
        `Description=${app}`,
        "After=network-online.target",
        "Wants=network-online.target",
        "StartLimitIntervalSec=0",
        "",
        "[Service]",
        `EnvironmentFile=${home}/environment`,
        `ExecStartPre=+/usr/bin/test -s ${home}/password`,
        `ExecStartPre=+/usr/bin/chown ${app} ${home}/password`,
        `ExecStart=/usr/bin/node ${home}/server.cjs`,
        `User=${app}`,
        "DynamicUser=yes",
        "Restart=always",
        `RestartSec=${restartSeconds}`,
        "",
        "[Install]",
        "WantedBy=multi-user.target",
        "",
    ].join("\n");
}
