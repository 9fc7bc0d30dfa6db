import type { Line, Mapper, Settings } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { known, usage } from "../quantity";
import { after } from "./allowance";

const source = "https://aws.amazon.com/cognito/pricing/";

/**
 * Active users of a month with the Lite plan, whose steps end at 100,000, a million and ten; counted from the first that is
 * billed. The list has them of pools of before 22 November 2024, which have 50,000 for nothing.
 */
const lite: Tiers = {
    name: "active users (Lite)",
    steps: [
        { upTo: 90_000, price: users("0 upto 50000") },
        { upTo: 990_000, price: users("50000 upto 950000") },
        { upTo: 9_990_000, price: users("950000 upto 9950000") },
        { price: users("9950000 upto Inf") },
    ],
};
const essentials = price("AmazonCognito", "User Pool Essentials MAU");
const plus = price("AmazonCognito", "User Pool Plus MAU");
const federated = price("AmazonCognito", "Enterprise MAU per Requests");
const advanced: Tiers = {
    name: "active users with advanced security",
    steps: [
        { upTo: 50_000, price: price("AmazonCognito", "ASF MAU Frist 50000 per Requests") },
        { upTo: 100_000, price: price("AmazonCognito", "ASF MAU Next 50000 per Requests") },
        { upTo: 1e6, price: price("AmazonCognito", "ASF MAU Next 900000 per Requests") },
        { upTo: 10e6, price: price("AmazonCognito", "ASF MAU Next 9000000 per Requests") },
        { price: price("AmazonCognito", "ASF MAU Greater than 10000000 per Requests") },
    ],
};
const clients: Tiers = {
    name: "machine clients",
    steps: [
        { upTo: 100, price: machines("AppClients Full 0 upto 100 per CognitoUserPools M2MAppClientMo") },
        { upTo: 500, price: machines("AppClients Full 100 upto 500 per CognitoUserPools M2MAppClientMo") },
        { price: machines("AppClients Full 500 upto Inf per CognitoUserPools M2MAppClientMo") },
    ],
};
const tokens: Tiers = {
    name: "machine tokens",
    steps: [
        { upTo: 250_000, price: machines("Tokens Full 0 upto 250000 per CognitoUserPools M2MTokens") },
        { upTo: 5e6, price: machines("Tokens Full 250000 upto 5000000 per CognitoUserPools M2MTokens") },
        { price: machines("Tokens Full 5000000 upto Inf per CognitoUserPools M2MTokens") },
    ],
};

function users(step: string): PriceName {
    return price("AmazonCognito", `User Pool MAU ${step} per Requests`);
}

function machines(label: string): PriceName {
    return price("AmazonCognito", `User Pools M2M ${label}`);
}

const usersKey = "monthly_active_users";
const federatedKey = "monthly_federated_users";
const tokensKey = "monthly_token_requests";

/** Users of a month that AWS gives away with a plan, and federated ones with any; others with Plus none. */
const allowances = {
    lite: { name: lite.name, free: 10_000 },
    essentials: { name: "active users (Essentials)", free: 10_000 },
    federated: { name: "federated users", free: 50 },
};

/** What an active user costs by the plan of the pool. */
function userPrice(plan: string, settings: Settings): PriceName | Tiers {
    switch (plan) {
        case "LITE":
            return after(allowances.lite, lite, settings);
        case "ESSENTIALS":
            return after(allowances.essentials, essentials, settings);
        case "PLUS":
            return plus;
        default:
            return price("AmazonCognito", `${plan} MAU`);
    }
}

/**
 * Users who sign in during a month, by the plan of the pool. A pool has the Essentials plan unless it asks for another
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html).
 */
export const userPool: Mapper = {
    types: ["aws:cognito/userPool:UserPool"],
    source,
    prices: [lite, essentials, plus, federated, advanced],
    usage: {
        [usersKey]: { unit: "users", meaning: "who sign in with the pool's own passwords or a social account" },
        [federatedKey]: { unit: "users", meaning: "who sign in by SAML or OpenID Connect" },
    },
    lines: (resource, { settings, states }) => {
        const plan = resource.text("userPoolTier") ?? "ESSENTIALS";
        const guard = resource.choice("userPoolAddOns.advancedSecurityMode", ["OFF", "AUDIT", "ENFORCED"]) ?? "OFF";
        const line: Omit<Line, "price"> = {
            name: `active users (${plan.toLowerCase()})`,
            unit: "users",
            quantity: usage(usersKey),
            input: "userPoolTier",
        };
        return [
            {
                ...line,
                price: userPrice(plan, settings),
            },
            ...(states(federatedKey)
                ? [
                      {
                          ...line,
                          name: "federated users",
                          price: after(allowances.federated, federated, settings),
                          quantity: usage(federatedKey),
                      },
                  ]
                : []),
            ...(plan === "LITE" && guard !== "OFF" ? [{ ...line, name: "advanced security", price: advanced }] : []),
        ];
    },
};

const flows = ["code", "implicit", "client_credentials"] as const;

/** A client costs only when it is a machine that asks for tokens in its own name. */
export const userPoolClient: Mapper = {
    types: ["aws:cognito/userPoolClient:UserPoolClient", "aws:cognito/managedUserPoolClient:ManagedUserPoolClient"],
    source,
    prices: [clients, tokens],
    usage: { [tokensKey]: { unit: "tokens", meaning: "that a machine client asks for" } },
    lines: (resource) =>
        resource
            .list("allowedOauthFlows")
            .some((_, at) => resource.choice(`allowedOauthFlows.${at}`, flows) === "client_credentials")
            ? [
                  { name: "machine client", unit: "client-month", price: clients, quantity: known(1) },
                  { name: "tokens", unit: "tokens", price: tokens, quantity: usage(tokensKey) },
              ]
            : [],
};
