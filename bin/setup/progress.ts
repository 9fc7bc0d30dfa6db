/** Says what is done and how long it takes, and afterwards how long it took. Everything goes to stderr. */
export async function announced<T>(what: string, expected: string, work: () => T | Promise<T>): Promise<T> {
    process.stderr.write(`antipode: ${what} (${expected}) ...\n`);
    const started = performance.now();
    const result = await work();
    process.stderr.write(`antipode: done in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
    return result;
}
