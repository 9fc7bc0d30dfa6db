import type { CostResource } from "../cost-resource";
import type { Line } from "../mapping";
import { known } from "../quantity";
import { secretMonth } from "./secret";

/**
 * The secret that a database's service makes when a program lets it keep the master password: it is billed like any
 * other (https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_how-services-use-secrets_RDS.html).
 * `input` is the flag that asks for it.
 */
export function managedSecret(database: CostResource, input: string): readonly Line[] {
    return database.flag(input) === true
        ? [{ name: "secret of the password", unit: "secret-month", price: secretMonth, quantity: known(1), input }]
        : [];
}
