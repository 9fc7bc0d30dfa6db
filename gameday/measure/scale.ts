/** Where zero is and how fast the target's clock runs: turns wall-clock instants into platform time. */
export interface Scale {
    /** The fault, milliseconds since the epoch. */
    readonly origin: number;
    /** Platform seconds that pass in one wall-clock second: 1 on the real clock. */
    readonly factor: number;
}

/** Platform seconds after the fault; negative before it. */
export function position(scale: Scale, instant: number): number {
    return ((instant - scale.origin) / 1000) * scale.factor;
}

/** Wall-clock milliseconds that a platform duration takes. */
export function wallMilliseconds(scale: Pick<Scale, "factor">, platformSeconds: number): number {
    return (platformSeconds * 1000) / scale.factor;
}
