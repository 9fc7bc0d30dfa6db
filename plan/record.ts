import { runtime } from "@pulumi/pulumi";
import { disconnect, resetOptions, setMockOptions } from "@pulumi/pulumi/runtime/settings";
import { RecordingMonitor } from "./monitor";
import type { WireObject } from "./outputs";
import type { Plan } from "./plan";

/** A Pulumi program: makes resources when it is called, or until the promise that it returns is fulfilled. */
export type Program = () => unknown;

export interface RecordOptions {
    readonly project: string;
    readonly stack: string;
    /** The project's root, to which paths of assets become relative. @default the working directory */
    readonly directory?: string;
    /** Outputs of other stacks that the program reads, by the stack's full name. @default none may be read */
    readonly stacks?: Readonly<Record<string, StackOutputs>>;
}

/** What a program returned, with tokens where only AWS knows. */
export type StackOutputs = WireObject;

/** What a program would ask for, and what its stack would say of it. */
export interface Recording {
    readonly plan: Plan;
    readonly outputs: StackOutputs;
}

/**
 * Runs a program against a recorder instead of Pulumi's engine and gives back what it would have asked for.
 * No cloud, no command line, no plug-in. Recordings in one process run one after the other: the SDK keeps its
 * settings in one place, and they are reset each time.
 *
 * @throws whatever the program throws, with its stack; Error for look-ups, inputs that turn out undefined, two
 * resources of one urn, and resources made by what the program did not wait for
 */
export async function recordProgram(program: Program, options: RecordOptions): Promise<Plan> {
    const withoutOutputs = async (): Promise<object> => {
        await program();
        return {};
    };
    return (await recordOutputs(withoutOutputs, options)).plan;
}

/** As {@link recordProgram}, with what the program returns: another program may read it as this stack's outputs. */
export function recordOutputs(program: Program, options: RecordOptions): Promise<Recording> {
    const recording = previous.then(() => recordTwiceOnError(program, options));
    previous = recording.catch(() => undefined);
    return recording;
}

let previous: Promise<unknown> = Promise.resolve();

/**
 * The SDK captures a stack for each of its promises, half of the time that a recording takes. It is spared that;
 * a program that throws runs once more with stacks, so that its error has one.
 */
async function recordTwiceOnError(program: Program, options: RecordOptions): Promise<Recording> {
    const limit = Error.stackTraceLimit;
    try {
        Error.stackTraceLimit = 0;
        return await record(program, options);
    } catch {
        Error.stackTraceLimit = limit;
        return await record(program, options);
    } finally {
        Error.stackTraceLimit = limit;
    }
}

async function record(program: Program, options: RecordOptions): Promise<Recording> {
    const { project, stack, directory = process.cwd(), stacks = {} } = options;
    const monitor = new RecordingMonitor({ project, stack, directory, stacks });
    const release = catchRejections(monitor.fail);
    const baseline = openWork();
    setMockOptions(monitor, project, stack, false);
    try {
        await Promise.race([monitor.failure, run(program, monitor, baseline)]);
    } finally {
        monitor.closed = true;
        // What else the failure breaks is rejected within these turns; it says nothing new.
        await turn();
        await turn();
        release();
        resetOptions(project, stack, -1, "", "mock", false, "");
    }
    const resources = [...monitor.recorded].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    return { plan: { version: 1, project, stack, resources }, outputs: monitor.outputs };
}

async function run(program: Program, monitor: RecordingMonitor, baseline: OpenWork): Promise<void> {
    await runtime.runInPulumiStack(async () => {
        runtime.registerStackTransformation(monitor.observe);
        return (await program()) ?? {};
    });
    await settle(monitor, baseline);
}

/** Longest wait for work that a program left behind, e.g. a timer. */
const patienceMilliseconds = 5_000;

/**
 * Registrations go on after the program has returned, and a program may have forgotten to await some. They are over
 * when the SDK's queue is empty and nothing is open in the event loop that was not open before.
 */
async function settle(monitor: RecordingMonitor, baseline: OpenWork): Promise<void> {
    const deadline = Date.now() + patienceMilliseconds;
    for (let quiet = 0; quiet < 2;) {
        const seen = monitor.recorded.length;
        await disconnect();
        await turn();
        const left = leftOpen(baseline);
        quiet = left.length === 0 && seen === monitor.recorded.length ? quiet + 1 : 0;
        if (left.length > 0 && Date.now() > deadline) {
            throw new Error(`the program has left work behind that does not end: ${left.join(", ")}`);
        }
    }
}

/** How many things of each kind (timers, files, sockets) keep the event loop busy. */
type OpenWork = ReadonlyMap<string, number>;

function openWork(): OpenWork {
    const counts = new Map<string, number>();
    for (const kind of process.getActiveResourcesInfo()) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return counts;
}

function leftOpen(baseline: OpenWork): string[] {
    return [...openWork()]
        .filter(([kind, count]) => kind !== "Immediate" && count > (baseline.get(kind) ?? 0))
        .map(([kind]) => kind);
}

function turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
}

/** Errors that the program leaves to nobody are the recording's, not the process's. */
function catchRejections(fail: (problem: unknown) => void): () => void {
    const others = process.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", fail);
    return () => {
        process.off("unhandledRejection", fail);
        others.forEach((listener) => process.on("unhandledRejection", listener));
    };
}
