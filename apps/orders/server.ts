import pino from "pino";
import { readConfiguration, type Configuration } from "./configuration";
import { startService } from "./service";

/** The process: 2 for an environment that is not valid, 3 when it cannot start, 0 after a complete drain, 1 after a cut one. */
async function main(): Promise<void> {
    let configuration: Configuration;
    try {
        configuration = readConfiguration(process.env);
    } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 2;
        return;
    }
    const { region, instance, logLevel } = configuration;
    const logger = pino({ level: logLevel, base: { region, instance } });
    const service = await startService(configuration, logger);
    const end = (signal: string): void => {
        logger.info({ signal }, "draining");
        service.drain().then(
            (complete) => {
                logger.info({ complete }, "drained");
                process.exitCode = complete ? 0 : 1;
            },
            (error: unknown) => {
                logger.error({ err: error }, "the drain failed");
                process.exitCode = 1;
            },
        );
    };
    process.once("SIGTERM", end);
    process.once("SIGINT", end);
}

main().catch((error: unknown) => {
    process.stderr.write(`orders cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 3;
});
