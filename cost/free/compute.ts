import type { FreeListing } from "./listing";

/** Templates, rules and attachments of what computes. */
export const freeComputeTypes: FreeListing = {
    "what is launched is billed, not how (https://aws.amazon.com/ec2/pricing/)": {
        ec2: `
            AllowedImagesSettings AmiLaunchPermission AvailabilityZoneGroup DefaultCreditSpecification
            ImageBlockPublicAccess InstanceMetadataDefaults KeyPair LaunchConfiguration LaunchTemplate
            NetworkInsightsAccessScope NetworkInsightsPath PlacementGroup ProxyProtocolPolicy
            SerialConsoleAccess SnapshotCreateVolumePermission SpotDatafeedSubscription Tag VolumeAttachment`,
        ec2transitgateway: "InstanceConnectEndpoint InstanceState",
        ebs: "DefaultKmsKey EncryptionByDefault SnapshotBlockPublicAccess",
    },
    "scaling is free, what it starts is billed (https://aws.amazon.com/autoscaling/pricing/)": {
        appautoscaling: "Policy ScheduledAction Target",
        autoscaling: "Attachment LifecycleHook Notification Policy Schedule Tag TrafficSourceAttachment",
        autoscalingplans: "ScalingPlan",
    },
    "jobs run on what is billed elsewhere (https://aws.amazon.com/batch/pricing/)": {
        batch: "JobDefinition JobQueue SchedulingPolicy",
    },
    "tasks and instances are billed (https://aws.amazon.com/ecs/pricing/)": {
        ecs: "AccountSettingDefault ClusterCapacityProviders Tag TaskDefinition",
    },
    "clusters, nodes and pods are billed (https://aws.amazon.com/eks/pricing/)": {
        eks: "AccessEntry AccessPolicyAssociation Addon IdentityProviderConfig PodIdentityAssociation",
    },
    "stored images are billed (https://aws.amazon.com/ecr/pricing/)": {
        ecr: `
            AccountSetting LifecyclePolicy PullThroughCacheRule PullTimeUpdateExclusion RegistryPolicy
            RepositoryCreationTemplate RepositoryPolicy`,
        ecrpublic: "RepositoryPolicy",
    },
    "requests and their duration are billed (https://aws.amazon.com/lambda/pricing/)": {
        lambda: `
            Alias CodeSigningConfig FunctionEventInvokeConfig FunctionRecursionConfig FunctionScalingConfig
            FunctionUrl LayerVersion LayerVersionPermission Permission ResourcePolicy
            RuntimeManagementConfig`,
    },
    "services are billed (https://aws.amazon.com/apprunner/pricing/)": {
        apprunner: `
            AutoScalingConfigurationVersion Connection CustomDomainAssociation
            DefaultAutoScalingConfigurationVersion Deployment ObservabilityConfiguration VpcConnector
            VpcIngressConnection`,
    },
    "calls are billed (https://aws.amazon.com/api-gateway/pricing/)": {
        apigateway: `
            Account ApiKey Authorizer BasePathMapping ClientCertificate Deployment DocumentationPart
            DocumentationVersion DomainName DomainNameAccessAssociation Integration IntegrationResponse
            Method MethodResponse MethodSettings Model RequestValidator Resource Response RestApiPolicy
            RestApiPut UsagePlan UsagePlanKey VpcLink`,
        apigatewayv2: `
            ApiMapping Authorizer Deployment DomainName Integration IntegrationResponse Model Route
            RouteResponse RoutingRule Stage VpcLink`,
    },
    "queries are billed (https://aws.amazon.com/appsync/pricing/)": {
        appsync: `
            ApiKey ChannelNamespace DataSource DomainName DomainNameApiAssociation Function Resolver
            SourceApiAssociation Type`,
    },
    "images are built for nothing, on instances that are billed (https://aws.amazon.com/image-builder/faqs/)": {
        imagebuilder: `
            Component ContainerRecipe DistributionConfiguration ImagePipeline ImageRecipe
            InfrastructureConfiguration LifecyclePolicy Workflow`,
    },
    "what an environment starts is billed (https://aws.amazon.com/elasticbeanstalk/pricing/)": {
        elasticbeanstalk: "Application ApplicationVersion ConfigurationTemplate",
    },
    "endpoints and jobs are billed (https://aws.amazon.com/sagemaker/ai/pricing/)": {
        sagemaker: `
            Algorithm AppImageConfig CodeRepository Device DeviceFleet Domain EndpointConfiguration
            FlowDefinition Hub HubContentReference HumanTaskUI Image ImageVersion Model ModelCard
            ModelPackageGroup ModelPackageGroupPolicy NotebookInstanceLifecycleConfiguration Pipeline
            Project ServicecatalogPortfolioStatus StudioLifecycleConfig UserProfile Workforce Workteam`,
    },
};
