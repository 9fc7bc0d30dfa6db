import type { Policy } from "./policy";

/**
 * Drawn by weight among the usable ones. Records of weight 0 count only when no record with a weight is usable, and
 * then share equally (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html).
 */
export const weighted: Policy = {
    name: "weighted",
    label: (record) => `"${record.SetIdentifier ?? ""}" (weight ${record.Weight ?? 0})`,
    choose: (usable) => {
        const total = usable.reduce((sum, { Weight = 0 }) => sum + Weight, 0);
        if (total === 0) {
            return usable.map((record) => ({ record, probability: 1 / usable.length, reason: "every weight is 0" }));
        }
        return usable
            .filter(({ Weight = 0 }) => Weight > 0)
            .map((record) => ({
                record,
                probability: (record.Weight ?? 0) / total,
                reason: `${record.Weight ?? 0} of ${total}`,
            }));
    },
    problems: (records) =>
        records
            .filter(({ Weight = 0 }) => !Number.isInteger(Weight) || Weight < 0 || Weight > 255)
            .map(({ Weight }) => `Weight: expected a whole number from 0 to 255, got ${Weight ?? "none"}`),
};
