import type {
  MutatingWebhookConfiguration,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  ValidatingWebhookConfiguration,
} from 'kubernetes-types/admissionregistration/v1';
import type { CustomResourceDefinition } from 'kubernetes-types/apiextensions/v1';
import type { CertificateSigningRequest } from 'kubernetes-types/certificates/v1';
import type { Lease } from 'kubernetes-types/coordination/v1';
import type {
  ConfigMap,
  Event,
  LimitRange,
  Namespace,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  ReplicationController,
  ResourceQuota,
  Secret,
  Service,
  ServiceAccount,
} from 'kubernetes-types/core/v1';
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  ReplicaSet,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { CronJob, Job } from 'kubernetes-types/batch/v1';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type {
  Ingress,
  IngressClass,
  NetworkPolicy,
} from 'kubernetes-types/networking/v1';
import type { RuntimeClass } from 'kubernetes-types/node/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type {
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
} from 'kubernetes-types/rbac/v1';
import type { PriorityClass } from 'kubernetes-types/scheduling/v1';
import type {
  CSIDriver,
  CSINode,
  StorageClass,
  VolumeAttachment,
} from 'kubernetes-types/storage/v1';

/** Any object as the Kubernetes API serves it in JSON: times are RFC 3339 strings, quantities are strings. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta & { name: string };
  [field: string]: unknown;
}

/** What the API server guarantees of a stored object beyond its schema: it has a kind and a name. */
export type Stored<T> = Omit<T, 'apiVersion' | 'kind' | 'metadata'> &
  Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

/**
 * An API group and version, and the Service that serves it where the API server does not itself.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/api-service-v1/
 */
export interface APIService {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: {
    group?: string;
    version?: string;
    service?: { namespace?: string; name?: string; port?: number };
    caBundle?: string;
    insecureSkipTLSVerify?: boolean;
  };
  status?: {
    conditions?: {
      type: string;
      status: string;
      reason?: string;
      message?: string;
      lastTransitionTime?: string;
    }[];
  };
}

/** The built-in kinds whose fields the engine knows. A name is the kind as Kubernetes spells it. */
export interface KnownKinds {
  APIService: Stored<APIService>;
  CertificateSigningRequest: Stored<CertificateSigningRequest>;
  ClusterRole: Stored<ClusterRole>;
  ClusterRoleBinding: Stored<ClusterRoleBinding>;
  ConfigMap: Stored<ConfigMap>;
  ControllerRevision: Stored<ControllerRevision>;
  CronJob: Stored<CronJob>;
  CSIDriver: Stored<CSIDriver>;
  CSINode: Stored<CSINode>;
  CustomResourceDefinition: Stored<CustomResourceDefinition>;
  DaemonSet: Stored<DaemonSet>;
  Deployment: Stored<Deployment>;
  EndpointSlice: Stored<EndpointSlice>;
  Event: Stored<Event>;
  HorizontalPodAutoscaler: Stored<HorizontalPodAutoscaler>;
  Ingress: Stored<Ingress>;
  IngressClass: Stored<IngressClass>;
  Job: Stored<Job>;
  Lease: Stored<Lease>;
  LimitRange: Stored<LimitRange>;
  MutatingWebhookConfiguration: Stored<MutatingWebhookConfiguration>;
  Namespace: Stored<Namespace>;
  NetworkPolicy: Stored<NetworkPolicy>;
  Node: Stored<Node>;
  PersistentVolume: Stored<PersistentVolume>;
  PersistentVolumeClaim: Stored<PersistentVolumeClaim>;
  Pod: Stored<Pod>;
  PodDisruptionBudget: Stored<PodDisruptionBudget>;
  PriorityClass: Stored<PriorityClass>;
  ReplicaSet: Stored<ReplicaSet>;
  ReplicationController: Stored<ReplicationController>;
  ResourceQuota: Stored<ResourceQuota>;
  Role: Stored<Role>;
  RoleBinding: Stored<RoleBinding>;
  RuntimeClass: Stored<RuntimeClass>;
  Secret: Stored<Secret>;
  Service: Stored<Service>;
  ServiceAccount: Stored<ServiceAccount>;
  StatefulSet: Stored<StatefulSet>;
  StorageClass: Stored<StorageClass>;
  ValidatingAdmissionPolicy: Stored<ValidatingAdmissionPolicy>;
  ValidatingAdmissionPolicyBinding: Stored<ValidatingAdmissionPolicyBinding>;
  ValidatingWebhookConfiguration: Stored<ValidatingWebhookConfiguration>;
  VolumeAttachment: Stored<VolumeAttachment>;
}

export type KnownKind = keyof KnownKinds;

/** The object type of a kind; a kind that is not built in is an untyped object. */
export type ObjectOf<K extends string> = K extends KnownKind
  ? KnownKinds[K]
  : KubernetesObject;
