import type { Rule } from "../rule";
import { accessRules } from "./access";
import { alarmRules } from "./alarms";
import { backupRules } from "./backups";
import { budgetRules } from "./budget";
import { capacityRules } from "./capacity";
import { deletionRules } from "./deletion";
import { encryptionRules } from "./encryption";
import { exposureRules } from "./exposure";
import { healthRules } from "./health";
import { instanceRules } from "./instances";
import { loggingRules } from "./logging";
import { symmetryRules } from "./symmetry";
import { tagRules } from "./tags";
import { tlsRules } from "./tls";
import { waiverRules } from "../waivers";
import { zoneRules } from "./zones";

/** What a group of rules is about. */
export interface Theme {
    readonly title: string;
    readonly rules: readonly Rule[];
}

/** Every rule by its theme, in the order of docs/rules.md. */
export const themes: readonly Theme[] = [
    { title: "Losing a region", rules: [...symmetryRules, ...capacityRules] },
    { title: "Losing a zone", rules: zoneRules },
    { title: "Health checks", rules: healthRules },
    { title: "Alarms", rules: alarmRules },
    { title: "Deletion", rules: deletionRules },
    { title: "Backups", rules: backupRules },
    { title: "Encryption", rules: encryptionRules },
    { title: "TLS", rules: tlsRules },
    { title: "Exposure", rules: exposureRules },
    { title: "Access", rules: accessRules },
    { title: "Instances and images", rules: instanceRules },
    { title: "Logs", rules: loggingRules },
    { title: "Money", rules: budgetRules },
    { title: "Tags", rules: tagRules },
    { title: "Waivers", rules: waiverRules },
];

/** Every rule. */
export const rules: readonly Rule[] = themes.flatMap((theme) => theme.rules);
