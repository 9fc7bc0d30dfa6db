import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, costOf, range, reasonOf, ref, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

const main = { variantName: "main", instanceType: "ml.g5.2xlarge", initialInstanceCount: 2 };

function configuration(...productionVariants: readonly Inputs[]): PlanResource {
    return resource("aws:sagemaker/endpointConfiguration:EndpointConfiguration", { productionVariants });
}

function endpoint(config: PlanResource, more: Partial<PlanResource> = {}): PlanResource {
    return resource(
        "aws:sagemaker/endpoint:Endpoint",
        { name: "fraud", endpointConfigName: ref(config, "name") },
        more,
    );
}

function target(resourceId: PlanValue, region = "eu-west-1"): PlanResource {
    const scalableDimension = "sagemaker:variant:DesiredInstanceCount";
    const inputs = { resourceId, scalableDimension, minCapacity: 1, maxCapacity: 6 };
    return resource("aws:appautoscaling/target:Target", inputs, { region });
}

describe("the price of an inference endpoint", () => {
    it("is the instances of all variants by the hour, through a reference and through a preview", () => {
        const config = configuration(main, { variantName: "next", instanceType: "ml.m5.large" });
        // 2 x 730 x 1.69; 730 x 0.128
        const expected = { "main: ml.g5.2xlarge": "2467.4", "next: ml.m5.large": "93.44" };
        assert.deepEqual(bill([endpoint(config), config]), expected);
        const previewed = resource("aws:sagemaker/endpoint:Endpoint", { endpointConfigName: unknown(config) });
        assert.deepEqual(bill([previewed, config]), expected);
    });

    it("counts shadow variants", () => {
        const config = resource("aws:sagemaker/endpointConfiguration:EndpointConfiguration", {
            productionVariants: [main],
            shadowProductionVariants: [{ ...main, variantName: "shadow", initialInstanceCount: 1 }],
        });
        assert.equal(bill([endpoint(config), config])["shadow: ml.g5.2xlarge"], "1233.7");
    });

    it("scales between the limits of the variant's own target", () => {
        const config = configuration(main);
        // 730 x 1.69 = 1233.7: x 1, x 2, x 6
        const expected = ["1233.7", "2467.4", "7402.2"];
        assert.deepEqual(range([endpoint(config), config, target("endpoint/fraud/variant/main")]), expected);
        const one = endpoint(config);
        const token = `endpoint/\${${one.urn}#name}/variant/main`;
        assert.deepEqual(range([one, config, target(token)]), expected);
        assert.deepEqual(range([one, config, target(unknown(one))]), expected);
    });

    it("scales a variant without a name by any target of its endpoint", () => {
        const config = configuration({ instanceType: "ml.g5.2xlarge", initialInstanceCount: 2 });
        assert.equal(range([endpoint(config), config, target("endpoint/fraud/variant/AllTraffic")])[2], "7402.2");
    });

    it("does not scale by the target of another variant, endpoint or region", () => {
        const config = configuration(main);
        const others = [
            target("endpoint/fraud/variant/next"),
            target("endpoint/chat/variant/main"),
            target("endpoint/fraud/variant/main", "us-east-1"),
        ];
        for (const other of others) {
            assert.deepEqual(range([endpoint(config), config, other]), ["2467.4", "2467.4", "2467.4"]);
        }
    });

    it("scales by its own limits where it manages instances itself", () => {
        const managedInstanceScaling = { status: "ENABLED", minInstanceCount: 1, maxInstanceCount: 4 };
        const config = configuration({ ...main, managedInstanceScaling });
        assert.deepEqual(range([endpoint(config), config]), ["1233.7", "2467.4", "4934.8"]);
    });

    it("bills volumes of a stated size, where the book has a price", () => {
        const config = configuration({ ...main, volumeSizeInGb: 100 });
        // 2 x 100 x 0.154
        assert.equal(bill([endpoint(config), config])["main: volumes"], "30.8");
        assert.match(reasonOf([endpoint(config, { region: "us-east-1" }), config]), /Endpoint ML storage/);
    });

    it("bills traffic that is stated", () => {
        const config = configuration(main);
        const lines = bill([endpoint(config), config], { monthly_data_in_gb: 100, monthly_data_out_gb: 50 });
        // 100 x 0.016; 50 x 0.016
        assert.deepEqual([lines["data in"], lines["data out"]], ["1.6", "0.8"]);
    });

    it("says that serverless and asynchronous inference have no rate", () => {
        const serverless = configuration({ variantName: "main", serverlessConfig: { memorySizeInMb: 2048 } });
        assert.match(reasonOf([endpoint(serverless), serverless]), /Serverless inference/);
        assert.doesNotMatch(reasonOf([endpoint(serverless), serverless]), /provisioned concurrency/);
        const serverlessConfig = { memorySizeInMb: 2048, provisionedConcurrency: 3 };
        const ready = configuration({ variantName: "main", serverlessConfig });
        assert.match(reasonOf([endpoint(ready), ready]), /provisioned concurrency per GB-second/);
        const asynchronous = resource("aws:sagemaker/endpointConfiguration:EndpointConfiguration", {
            productionVariants: [main],
            asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://results/" } },
        });
        assert.match(reasonOf([endpoint(asynchronous), asynchronous]), /Asynchronous inference/);
    });

    it("never takes the price of the machine that it runs on for its own", () => {
        const config = configuration({ ...main, instanceType: "ml.c7g.xlarge" });
        const apart = endpoint(config, { region: "ap-northeast-1" });
        assert.match(reasonOf([apart, config]), /instance=ml.c7g.xlarge;component=Hosting/);
    });

    it("is not known without its configuration, or while its instance type is not", () => {
        const config = configuration({ ...main, instanceType: unknown(configuration()) });
        assert.match(reasonOf([endpoint(config)]), /endpointConfigName/);
        assert.match(reasonOf([endpoint(config), config]), /productionVariants.0.instanceType is not known/);
    });
});

describe("the price of a notebook", () => {
    it("is not that of an app or an endpoint on the same instance", () => {
        const notebook = resource("aws:sagemaker/notebookInstance:NotebookInstance", { instanceType: "ml.t3.medium" });
        assert.match(reasonOf([notebook]), /instance=ml.t3.medium;component=Notebook/);
    });
});

describe("the price of a Studio space", () => {
    it("is the volume that it keeps, which has no rate", () => {
        const space = (spaceSettings: Inputs) => resource("aws:sagemaker/space:Space", { spaceSettings });
        const spaceStorageSettings = { ebsStorageSettings: { ebsVolumeSizeInGb: 50 } };
        assert.match(reasonOf([space({ spaceStorageSettings })]), /Studio space volume per GB-month/);
        assert.equal(costOf([space({ appType: "JupyterServer" })]).state.kind, "free");
    });
});

describe("the price of a Studio app", () => {
    const app = (inputs: Inputs) => resource("aws:sagemaker/app:App", { appType: "JupyterLab", ...inputs });

    it("is its instance by the hour, all month or as long as it runs", () => {
        const medium = app({ resourceSpec: { instanceType: "ml.t3.medium" } });
        // 730 x 0.055; 100 x 0.055
        assert.equal(range([medium])[1], "40.15");
        assert.equal(range([medium], { monthly_hrs: 100 })[1], "5.5");
    });

    it("is nothing for the server of the first Studio, and not known where no instance is named", () => {
        assert.equal(range([app({ appType: "JupyterServer" })])[1], "0");
        assert.equal(reasonOf([app({ appType: "JupyterServer" })]), "");
        assert.match(reasonOf([app({})]), /resourceSpec.instanceType/);
    });
});
