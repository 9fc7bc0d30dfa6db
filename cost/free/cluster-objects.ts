/** Kinds by group and version of Kubernetes' API, as Pulumi's provider names them. */
const kinds: { readonly [version: string]: string } = {
    "admissionregistration.k8s.io/v1": "MutatingWebhookConfiguration ValidatingWebhookConfiguration",
    "apiextensions.k8s.io/v1": "CustomResourceDefinition",
    "apps/v1": "DaemonSet Deployment ReplicaSet",
    "autoscaling/v1": "HorizontalPodAutoscaler",
    "autoscaling/v2": "HorizontalPodAutoscaler",
    "batch/v1": "CronJob Job",
    "core/v1": "ConfigMap Endpoints LimitRange Namespace PodTemplate ResourceQuota Secret ServiceAccount",
    "networking.k8s.io/v1": "IngressClass NetworkPolicy",
    "policy/v1": "PodDisruptionBudget",
    "rbac.authorization.k8s.io/v1": "ClusterRole ClusterRoleBinding Role RoleBinding",
    "scheduling.k8s.io/v1": "PriorityClass",
    "storage.k8s.io/v1": "CSIDriver StorageClass",
};

/**
 * Objects that live in a Kubernetes cluster and nowhere else. A service, an ingress, a claim of a volume, a set that has
 * claims, a release or an object of somebody else's kind may make something that AWS bills: none of them is listed.
 */
export const freeClusterTypes: readonly (readonly [type: string, reason: string])[] = Object.entries(kinds).flatMap(
    ([version, names]) =>
        names
            .split(" ")
            .map(
                (name) =>
                    [
                        `kubernetes:${version}:${name}`,
                        "the cluster and what its pods run on are billed (https://aws.amazon.com/eks/pricing/)",
                    ] as const,
            ),
);
