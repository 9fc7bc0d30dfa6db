import assert from "node:assert/strict";
import { parsePlatform } from "../../../config";
import { definePlatform } from "../../../platform";
import { twoRegions, withRegion, type RawPlatform } from "../../components/platforms";
import { stores } from "../../components/stores";
import { startEngine, type Engine } from "./engine";

type Program = () => Promise<Record<string, unknown>>;

const born: RawPlatform = { ...twoRegions(), tables: stores.tables };
const wider: RawPlatform = withRegion(born, "eu-central-1", "warm");
const widest: RawPlatform = withRegion(wider, "ap-south-1", "warm");
const of =
    (raw: RawPlatform): Program =>
    () =>
        Promise.resolve({ ...definePlatform(parsePlatform(raw)) });

describe("a table's replicas, changed by Pulumi's engine", function () {
    this.timeout(600_000);
    let engine: Engine;

    before(async () => {
        engine = await startEngine(of(born));
        await engine.stack.up();
    });
    after(() => engine.close());

    it("may be one more", async () => {
        await engine.stack.preview({ program: of(wider) });
    });

    it("may not be two more: the preview is refused, and says which", async () => {
        await assert.rejects(
            engine.stack.preview({ program: of(widest) }),
            /replicas: expected one to be added, removed or given another key in an update, got ap-south-1 added, eu-central-1 added/,
        );
    });
});
