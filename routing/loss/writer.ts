import type { HealthCheck } from "@aws-sdk/client-route-53";
import { configOf } from "../view/zone-view";

/** apps/orders: `/readyz` asks the database's writer, `/healthz` nobody. */
const writerPath = "/readyz";

/** Whether the app answers a check through the database's writer: then it is red wherever the writer is out of reach. */
export function touchesWriter(check: HealthCheck): boolean {
    return configOf(check).ResourcePath?.split("?")[0] === writerPath;
}
