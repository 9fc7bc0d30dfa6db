/** Numbers in [0, 1), the same sequence for the same seed. */
export type Random = () => number;

/**
 * sfc32 of PractRand (Chris Doty-Humphrey): small, fast, passes BigCrush; its first twelve outputs mix the seed in.
 * `Math.random` cannot be seeded, and a prediction must be repeatable.
 */
export function seededRandom(seed: number): Random {
    let a = seed | 0;
    let b = Math.floor(seed / 2 ** 32) | 0;
    let c = 0x9e3779b9 | 0;
    let counter = 1;
    const next = () => {
        const sum = (((a + b) | 0) + counter) | 0;
        counter = (counter + 1) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (c << 21) | (c >>> 11);
        c = (c + sum) | 0;
        return (sum >>> 0) / 2 ** 32;
    };
    for (let round = 0; round < 12; round += 1) {
        next();
    }
    return next;
}
