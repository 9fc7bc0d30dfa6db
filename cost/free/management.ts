import type { FreeListing } from "./listing";

/** Accounts, operations, and the messages between applications. */
export const freeManagementTypes: FreeListing = {
    "accounts and how they are arranged are free (https://aws.amazon.com/organizations/faqs/)": {
        account: "AlternativeContact PrimaryContact Region",
        organizations: `
            Account AwsServiceAccess DelegatedAdministrator Organization OrganizationalUnit Policy
            PolicyAttachment ResourcePolicy Tag`,
        ram: `
            Permission PrincipalAssociation ResourceAssociation ResourceShare ResourceShareAccepter
            ResourceShareAssociationsExclusive SharingWithOrganization`,
        resourceexplorer: "Index View",
        resourcegroups: "Group Resource",
        servicequotas: "AutoManagement ServiceQuota Template TemplateAssociation",
    },
    "watching the bill is free (https://aws.amazon.com/aws-cost-management/pricing/)": {
        bcmdata: "Export",
        billing: "View",
        budgets: "Budget",
        costexplorer: "AnomalyMonitor AnomalySubscription CostAllocationTag CostCategory",
        costoptimizationhub: "EnrollmentStatus Preferences",
        computeoptimizer: "EnrollmentStatus",
        cur: "ReportDefinition",
        invoicing: "InvoiceUnit",
    },
    "metrics, logs and alarms are billed, not how they are arranged (https://aws.amazon.com/cloudwatch/pricing/)": {
        cloudwatch: `
            AlarmMuteRule LogAnomalyDetector LogDeliveryDestination
            LogDeliveryDestinationPolicy LogDeliverySource LogDestination LogDestinationPolicy
            LogIndexPolicy LogResourcePolicy LogStream LogSubscriptionFilter LogTransformer QueryDefinition`,
        oam: "Link Sink SinkPolicy",
        rum: "MetricsDestination",
        synthetics: "Group GroupAssociation",
        xray: "EncryptionConfig ResourcePolicy",
    },
    "samples and users are billed with the workspace (https://aws.amazon.com/prometheus/pricing/)": {
        amp: `
            AlertManagerDefinition QueryLoggingConfiguration ResourcePolicy RuleGroupNamespace
            ScraperLoggingConfiguration WorkspaceConfiguration`,
        grafana: `
            RoleAssociation WorkspaceApiKey WorkspaceSamlConfiguration WorkspaceServiceAccount
            WorkspaceServiceAccountToken`,
    },
    "events are billed where they are put (https://aws.amazon.com/eventbridge/pricing/)": {
        cloudwatch: "EventBusPolicy EventConnection EventPermission EventRule",
        scheduler: "ScheduleGroup",
        schemas: "Registry RegistryPolicy Schema",
    },
    "requests are billed with the queue or the topic (https://aws.amazon.com/sqs/pricing/)": {
        sns: "SmsPreferences TopicPolicy",
        sqs: "QueuePolicy RedriveAllowPolicy RedrivePolicy",
    },
    "transitions are billed with the state machine (https://aws.amazon.com/step-functions/pricing/)": {
        sfn: "Activity Alias",
    },
    "messages are billed with the identity that sends them (https://aws.amazon.com/ses/pricing/)": {
        ses: `
            ActiveReceiptRuleSet ConfigurationSet DomainDkim DomainIdentityVerification EventDestination
            IdentityNotificationTopic IdentityPolicy MailFrom ReceiptFilter ReceiptRuleSet Template`,
        sesv2: `
            AccountSuppressionAttributes ConfigurationSet ConfigurationSetEventDestination ContactList
            EmailIdentityFeedbackAttributes EmailIdentityMailFromAttributes EmailIdentityPolicy`,
    },
    "configurations that are fetched are billed (https://aws.amazon.com/systems-manager/pricing/)": {
        appconfig: `
            Application ConfigurationProfile DeploymentStrategy Environment EventIntegration Extension
            ExtensionAssociation HostedConfigurationVersion`,
    },
    "operations on instances are free (https://aws.amazon.com/systems-manager/pricing/)": {
        ssm: `
            Association DefaultPatchBaseline Document MaintenanceWindow MaintenanceWindowTarget
            MaintenanceWindowTask PatchBaseline PatchGroup ResourceDataSync ServiceSetting`,
    },
    "names are billed by the resources behind them (https://aws.amazon.com/cloud-map/pricing/)": {
        servicediscovery: "HttpNamespace",
    },
    "minutes of actions are billed with the experiment (https://aws.amazon.com/fis/pricing/)": {
        fis: "SafetyLeverState TargetAccountConfiguration",
    },
    "applications are billed (https://aws.amazon.com/resilience-hub/pricing/)": { resiliencehub: "ResiliencyPolicy" },
    "deployments to EC2, ECS and Lambda are free (https://aws.amazon.com/codedeploy/pricing/)": {
        codedeploy: "Application DeploymentConfig DeploymentGroup",
    },
    "builds, pipelines and stored packages are billed (https://aws.amazon.com/codebuild/pricing/)": {
        codeartifact: "Domain DomainPermissions RepositoryPermissionsPolicy",
        codebuild: "ReportGroup ResourcePolicy SourceCredential Webhook",
        codecommit: "ApprovalRuleTemplate ApprovalRuleTemplateAssociation Trigger",
        codeconnections: "Connection Host",
        codepipeline: "CustomActionType Webhook",
        codestarconnections: "Connection Host",
    },
    "notices to people are free (https://aws.amazon.com/notifications/pricing/)": {
        chatbot: "SlackChannelConfiguration TeamsChannelConfiguration",
        codestarnotifications: "NotificationRule",
        notifications: `
            ChannelAssociation ContactsEmailContact EventRule ManagedNotificationAccountContactAssociation
            ManagedNotificationAdditionalChannelAssociation NotificationConfiguration NotificationHub
            OrganizationalUnitAssociation OrganizationsAccess`,
    },
};
