import type { FreeListing } from "./listing";

/** Parts of services that a platform of this kind rarely has. */
export const freeServiceTypes: FreeListing = {
    "builds and hosted bytes are billed with the app (https://aws.amazon.com/amplify/pricing/)": {
        amplify: "BackendEnvironment Branch DomainAssociation Webhook",
    },
    "instances of a fleet are billed (https://aws.amazon.com/appstream2/pricing/)": {
        appstream: "DirectoryConfig FleetStackAssociation Stack UserStackAssociation",
        cloud9: "EnvironmentMembership",
        gamelift: "Alias Build GameSessionQueue Script",
        workspaces: "ConnectionAlias IpGroup",
        workspacesweb: `
            BrowserSettings BrowserSettingsAssociation DataProtectionSettings
            DataProtectionSettingsAssociation IdentityProvider IpAccessSettings IpAccessSettingsAssociation
            NetworkSettings NetworkSettingsAssociation TrustStore TrustStoreAssociation
            UserAccessLoggingSettings UserAccessLoggingSettingsAssociation UserSettings
            UserSettingsAssociation`,
    },
    "collected evidence is billed with the assessment (https://aws.amazon.com/audit-manager/pricing/)": {
        auditmanager: `
            AccountRegistration AssessmentDelegation AssessmentReport Control Framework FrameworkShare
            OrganizationAdminAccountRegistration`,
    },
    "minutes and messages are billed with the instance (https://aws.amazon.com/connect/pricing/)": {
        connect: `
            BotAssociation ContactFlow ContactFlowModule HoursOfOperation InstanceStorageConfig
            LambdaFunctionAssociation PhoneNumberContactFlowAssociation Queue QuickConnect RoutingProfile
            SecurityProfile User UserHierarchyGroup UserHierarchyStructure Vocabulary`,
        lex: `
            BotAlias Intent SlotType V2modelsBotLocale V2modelsBotVersion V2modelsIntent V2modelsSlot
            V2modelsSlotType`,
        pinpoint: `
            AdmChannel ApnsChannel ApnsSandboxChannel ApnsVoipChannel ApnsVoipSandboxChannel BaiduChannel
            EmailChannel EmailTemplate EventStream GcmChannel SmsChannel`,
        transcribe: "MedicalVocabulary Vocabulary VocabularyFilter",
        workmail: "DefaultDomain Domain Group Organization",
    },
    "what it sets up is billed (https://aws.amazon.com/controltower/pricing/)": {
        controltower: "Baseline ControlTowerControl LandingZone",
        fms: "AdminAccount ResourceSet",
        licensemanager: "Association LicenseConfiguration LicenseGrant LicenseGrantAccepter",
        servicecatalog: `
            AppregistryApplication AppregistryAttributeGroup AppregistryAttributeGroupAssociation TagOption
            TagOptionResourceAssociation`,
    },
    "directories are billed (https://aws.amazon.com/directoryservice/pricing/)": {
        directoryservice: "ConditionalForwarder RadiusSettings SharedDirectoryAccepter Trust",
    },
    "clusters and their nodes are billed (https://aws.amazon.com/emr/pricing/)": {
        emr: "BlockPublicAccessConfiguration ManagedScalingPolicy SecurityConfiguration Studio StudioSessionMapping",
        emrcontainers: "JobTemplate",
    },
    "connections and messages are billed (https://aws.amazon.com/iot-core/pricing/)": {
        iot: `
            Authorizer BillingGroup CaCertificate Certificate DomainConfiguration EventConfigurations
            LoggingOptions Policy PolicyAttachment ProvisioningTemplate RoleAlias ThingGroup
            ThingGroupMembership ThingPrincipalAttachment ThingType TopicRuleDestination`,
    },
    "instances, disks and balancers are billed (https://aws.amazon.com/lightsail/pricing/)": {
        lightsail: `
            BucketAccessKey BucketResourceAccess Certificate ContainerServiceDeploymentVersion
            Disk_attachment DomainEntry InstancePublicPorts KeyPair LbAttachment LbCertificate
            LbCertificateAttachment LbHttpsRedirectionPolicy LbStickinessPolicy StaticIpAttachment`,
    },
    "channels are billed (https://aws.amazon.com/medialive/pricing/)": {
        elastictranscoder: "Preset",
        ivs: "PlaybackKeyPair RecordingConfiguration",
        medialive: "InputSecurityGroup",
        mediapackagev2: "ChannelGroup",
        mediastore: "ContainerPolicy",
    },
    "edges of a core network and attachments to it are billed (https://aws.amazon.com/cloud-wan/pricing/)": {
        networkmanager: `
            AttachmentAccepter AttachmentRoutingPolicyLabel Connection CoreNetworkPolicyAttachment
            CustomerGatewayAssociation Device GlobalNetwork Link LinkAssociation PrefixListAssociation Site
            TransitGatewayConnectPeerAssociation TransitGatewayRegistration`,
    },
    "people who read and data in memory are billed (https://aws.amazon.com/quicksight/pricing/)": {
        quicksight: "VpcConnection",
    },
    "tables and clusters are billed (https://aws.amazon.com/keyspaces/pricing/)": {
        dsql: "ClusterPeering ClusterPolicy",
        keyspaces: "Keyspace",
        timestreamwrite: "Database",
    },
};
