import type { FreeListing } from "./listing";

/** Who may do what, and the settings of what watches over it. */
export const freeSecurityTypes: FreeListing = {
    "identities and permissions are free (https://aws.amazon.com/iam/faqs/)": {
        iam: `
            AccessKey AccountAlias AccountPasswordPolicy Group GroupMembership GroupPoliciesExclusive
            GroupPolicy GroupPolicyAttachment GroupPolicyAttachmentsExclusive InstanceProfile
            OpenIdConnectProvider OrganizationsFeatures OutboundWebIdentityFederation Policy
            PolicyAttachment Role RolePoliciesExclusive RolePolicy RolePolicyAttachment
            RolePolicyAttachmentsExclusive SamlProvider SecurityTokenServicePreferences ServerCertificate
            ServiceLinkedRole ServiceSpecificCredential SigningCertificate SshKey User UserGroupMembership
            UserLoginProfile UserPoliciesExclusive UserPolicy UserPolicyAttachment
            UserPolicyAttachmentsExclusive VirtualMfaDevice`,
        accessanalyzer: "ArchiveRule",
        identitystore: "Group GroupMembership User",
        rolesanywhere: "Profile TrustAnchor",
        ssoadmin: `
            AccountAssignment Application ApplicationAccessScope ApplicationAssignment
            ApplicationAssignmentConfiguration CustomerManagedPolicyAttachment
            CustomerManagedPolicyAttachmentsExclusive InstanceAccessControlAttributes
            ManagedPolicyAttachment ManagedPolicyAttachmentsExclusive PermissionSet
            PermissionSetInlinePolicy PermissionsBoundaryAttachment TrustedTokenIssuer`,
    },
    "certificates are validated for nothing (https://aws.amazon.com/certificate-manager/pricing/)": {
        acm: "CertificateValidation",
        acmpca: "CertificateAuthorityCertificate Permission Policy",
    },
    "certificates are billed with the authority that issues them (https://aws.amazon.com/private-ca/pricing/)": {
        acmpca: "Certificate",
    },
    "keys and requests are billed (https://aws.amazon.com/kms/pricing/)": {
        kms: "Alias Ciphertext CustomKeyStore Grant KeyPolicy",
        paymentcryptography: "KeyAlias",
    },
    "secrets and requests are billed (https://aws.amazon.com/secrets-manager/pricing/)": {
        secretsmanager: "SecretPolicy SecretRotation SecretVersion Tag",
    },
    "what a detector analyses is billed with it (https://aws.amazon.com/guardduty/pricing/)": {
        guardduty: "Filter IPSet InviteAccepter OrganizationAdminAccount PublishingDestination ThreatIntelSet",
    },
    "checks and findings are billed with the account (https://aws.amazon.com/security-hub/pricing/)": {
        securityhub: `
            ActionTarget AutomationRule AutomationRuleV2 ConfigurationPolicy ConfigurationPolicyAssociation
            FindingAggregator Insight InviteAccepter OrganizationAdminAccount ProductSubscription
            StandardsControl StandardsControlAssociation StandardsSubscription`,
    },
    "scans are billed with what is scanned (https://aws.amazon.com/inspector/pricing/)": {
        inspector2: "DelegatedAdminAccount Filter",
        macie: "CustomDataIdentifier FindingsFilter",
        macie2: "ClassificationExportConfiguration InvitationAccepter OrganizationAdminAccount",
    },
    "web ACLs, their rules and requests are billed (https://aws.amazon.com/waf/pricing/)": {
        waf: `
            ByteMatchSet GeoMatchSet IpSet RateBasedRule RegexMatchSet RegexPatternSet Rule RuleGroup
            SizeConstraintSet SqlInjectionMatchSet XssMatchSet`,
        wafregional: `
            ByteMatchSet GeoMatchSet IpSet RateBasedRule RegexMatchSet RegexPatternSet Rule RuleGroup
            SizeConstraintSet SqlInjectionMatchSet WebAclAssociation XssMatchSet`,
        wafv2: "ApiKey IpSet RegexPatternSet RuleGroup WebAclAssociation",
    },
    "the subscription is billed, with what it protects (https://aws.amazon.com/shield/pricing/)": {
        shield: `
            ApplicationLayerAutomaticResponse DrtAccessLogBucketAssociation DrtAccessRoleArnAssociation
            ProactiveEngagement ProtectionGroup ProtectionHealthCheckAssociation`,
    },
    "active users are billed with the pool (https://aws.amazon.com/cognito/pricing/)": {
        cognito: `
            IdentityPool IdentityPoolProviderPrincipalTag IdentityPoolRoleAttachment IdentityProvider
            LogDeliveryConfiguration ManagedLoginBranding ResourceServer RiskConfiguration User UserGroup
            UserInGroup UserPoolDomain UserPoolUICustomization`,
    },
    "requests are billed with the store (https://aws.amazon.com/verified-permissions/pricing/)": {
        verifiedpermissions: "IdentitySource Policy PolicyTemplate Schema",
    },
    "recorded items and evaluated rules are billed (https://aws.amazon.com/config/pricing/)": {
        cfg: "AggregateAuthorization ConfigurationAggregator DeliveryChannel RecorderStatus RetentionConfiguration",
        cloudtrail: "OrganizationDelegatedAdminAccount",
    },
    "signing is free (https://docs.aws.amazon.com/signer/latest/developerguide/Welcome.html)": {
        signer: "SigningJob SigningProfile SigningProfilePermission",
    },
};
