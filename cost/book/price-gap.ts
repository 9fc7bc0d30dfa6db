import type { PricePlace } from "../price";

/** Prices that no source of the book states, and why. What has one of them is "not priced" there, never free. */
export interface Gap {
    readonly service: string;
    /** `*` stands for any letters. */
    readonly label: string;
    /** `everywhere`: in no place at all. */
    readonly places: readonly PricePlace[] | "everywhere";
    readonly reason: string;
}

const nowhere = "no public copy of the price list that was read has this row";
const notOffered = "the copy of the price list that was read has no such row for this region";

/** Places whose price a source of us-east-1 alone does not have. */
const outsideVirginia: readonly PricePlace[] = [
    "ap-northeast-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "eu-central-1",
    "eu-west-1",
    "sa-east-1",
    "us-west-2",
];

/** A price that no place has. */
export function everywhere(service: string, label: string, reason = nowhere): Gap {
    return { service, label, places: "everywhere", reason };
}

/** A price that the list has for other places. */
export function somewhere(service: string, label: string, places: readonly PricePlace[]): Gap {
    return { service, label, places, reason: notOffered };
}

/** A price that only us-east-1 has. */
export function exceptVirginia(service: string, label: string, reason: string): Gap {
    return { service, label, places: outsideVirginia, reason };
}
