import { price, type PriceName, type Tiers } from "../price";

/** What S3 bills of one storage class: a key of the usage file each, under the name of the class. */
export interface BucketClass {
    /** As usage files have it; their keys are Infracost's. */
    readonly key: string;
    /** As a person reads it. */
    readonly name: string;
    /** As lifecycle rules have it; absent for the class that every bucket has. */
    readonly storageClass?: string;
    readonly rates: readonly BucketRate[];
}

export interface BucketRate {
    readonly key: string;
    readonly name: string;
    readonly unit: string;
    readonly meaning: string;
    readonly price: PriceName | Tiers;
    /** Whether a line is there wherever the class is, or only for a usage file that states it. */
    readonly shown: "with the class" | "when stated";
}

/** In GB: AWS counts 1,024 to a TB (https://aws.amazon.com/s3/pricing/). */
const first = 50 * 1024;
const next = 450 * 1024;

const always = { shown: "with the class" } as const;

const standardStorage: Tiers = {
    name: "S3 Standard storage",
    steps: [
        { upTo: first, price: s3("Standard Storage First 50 TB per GB Mo") },
        { upTo: first + next, price: s3("Standard Storage Next 450 TB per GB Mo") },
        { price: s3("Standard Storage Over 500 TB per GB Mo") },
    ],
};

/** Classes in the order that lines are shown. */
export const bucketClasses: readonly BucketClass[] = [
    {
        key: "standard",
        name: "Standard",
        rates: [
            stored(standardStorage),
            ...requests("PUT COPY/POST or LIST requests per Requests", "GET and all other requests per Requests"),
        ],
    },
    {
        key: "intelligent_tiering",
        name: "Intelligent-Tiering",
        storageClass: "INTELLIGENT_TIERING",
        rates: [
            // The book has no rows of the following steps, so that beyond 50 TB this is up to 9 % too much.
            tier("frequent", "Intelligent Tiering Frequent Access First 50 TB per GB Mo"),
            tier("infrequent", "Intelligent Tiering Infrequent Access per GB Mo"),
            tier("archive_instant", "Intelligent Tiering Archive Instant Access"),
            tier("deep_archive", "IntelligentTieringDeepArchiveAccess"),
            {
                key: "monitored_objects",
                name: "monitoring",
                unit: "objects",
                meaning: "watched, on average",
                price: s3("Per object per month monitoring and automation fee for objects in Intelligent Tiering"),
                shown: "with the class",
            },
            ...requests(
                "PUT COPY/POST or LIST requests to Intelligent Tiering per Requests",
                "GET and all other requests to Intelligent Tiering per Requests",
            ),
            transitions(unlisted("Intelligent-Tiering", "transitions")),
        ],
    },
    {
        key: "standard_infrequent_access",
        name: "Standard-IA",
        storageClass: "STANDARD_IA",
        rates: [
            stored(s3("Standard Infrequent Access Storage per GB-Mo")),
            ...requests(
                "PUT COPY/POST or LIST requests to Standard Infrequent Access per Requests",
                "GET and all other requests to Standard Infrequent Access per Requests",
            ),
            transitions("Lifecycle Transition Requests into Standard Infrequent Access per Requests"),
            retrieved("Object Retrieval in Standard Infrequent Access per GB"),
        ],
    },
    {
        key: "one_zone_infrequent_access",
        name: "One Zone-IA",
        storageClass: "ONEZONE_IA",
        rates: [
            stored(s3("One Zone Infrequent Access Storage Inf per GB-Mo")),
            ...unlistedRequests("One Zone-IA"),
            transitions(unlisted("One Zone-IA", "transitions")),
            retrieved("Object Retrieval in One Zone Infrequent Access per GB"),
        ],
    },
    {
        key: "glacier_instant_retrieval",
        name: "Glacier Instant Retrieval",
        storageClass: "GLACIER_IR",
        rates: [
            stored(s3("Glacier Instant Retrieval Storage")),
            ...unlistedRequests("Glacier Instant Retrieval"),
            transitions(unlisted("Glacier Instant Retrieval", "transitions")),
            retrieved("Object Retrieval in Glacier Instant Retrieval per GB"),
        ],
    },
    {
        key: "glacier_flexible_retrieval",
        name: "Glacier Flexible Retrieval",
        storageClass: "GLACIER",
        rates: [
            stored(s3("Glacier Storage per GB Mo")),
            ...unlistedRequests("Glacier Flexible Retrieval"),
            transitions("Lifecycle Transition Requests into Glacier per Requests"),
            ...retrievals("Glacier Flexible Retrieval", ["standard", "expedited"]),
        ],
    },
    {
        // No public source of the book has its rates.
        key: "glacier_deep_archive",
        name: "Glacier Deep Archive",
        storageClass: "DEEP_ARCHIVE",
        rates: [
            stored(s3("Glacier Deep Archive Storage")),
            ...unlistedRequests("Glacier Deep Archive"),
            transitions(unlisted("Glacier Deep Archive", "transitions")),
            ...retrievals("Glacier Deep Archive", ["standard", "bulk"]),
        ],
    },
];

function s3(label: string): PriceName {
    return price("AmazonS3", label);
}

/** A label for a rate that no public source of the book has. */
function unlisted(name: string, what: string): string {
    return `${name}: ${what}`;
}

function stored(rate: PriceName | Tiers): BucketRate {
    return { key: "storage_gb", name: "storage", unit: "GB-month", meaning: "stored", price: rate, ...always };
}

function tier(name: string, label: string): BucketRate {
    return {
        key: `${name}_access_storage_gb`,
        name: `${name.replace("_", " ")} access storage`,
        unit: "GB-month",
        meaning: "stored",
        price: s3(label),
        ...always,
    };
}

function requests(writes: string, reads: string): readonly BucketRate[] {
    return [
        {
            key: "monthly_tier_1_requests",
            name: "writes and lists",
            meaning: "PUT, COPY, POST, LIST",
            price: s3(writes),
        },
        { key: "monthly_tier_2_requests", name: "reads", meaning: "GET and all other", price: s3(reads) },
    ].map((rate) => ({ ...rate, unit: "requests", ...always }));
}

function unlistedRequests(name: string): readonly BucketRate[] {
    return requests(unlisted(name, "writes and lists"), unlisted(name, "reads")).map((rate) => ({
        ...rate,
        shown: "when stated",
    }));
}

function transitions(label: string): BucketRate {
    const key = "monthly_lifecycle_transition_requests";
    const meaning = "moved here by lifecycle rules";
    return { key, name: "transitions", unit: "requests", meaning, price: s3(label), ...always };
}

function retrieved(label: string): BucketRate {
    const key = "monthly_data_retrieval_gb";
    return { key, name: "retrieval", unit: "GB", meaning: "read", price: s3(label), ...always };
}

/** What is asked back of an archive, by how fast. */
function retrievals(name: string, speeds: readonly string[]): readonly BucketRate[] {
    return speeds.flatMap((speed): readonly BucketRate[] => [
        {
            key: `monthly_${speed}_data_retrieval_requests`,
            name: `${speed} retrieval requests`,
            unit: "requests",
            meaning: `${speed} retrievals asked for`,
            price: s3(unlisted(name, `${speed} retrieval requests`)),
            shown: "when stated",
        },
        {
            key: `monthly_${speed}_data_retrieval_gb`,
            name: `${speed} retrieval`,
            unit: "GB",
            meaning: `read by ${speed} retrieval`,
            price: s3(unlisted(name, `${speed} retrieval`)),
            shown: "when stated",
        },
    ]);
}
