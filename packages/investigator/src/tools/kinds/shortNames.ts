/**
 * What kubectl takes for a kind beside its plural, by the kind.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/#resource-types
 */
export const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  CertificateSigningRequest: ['csr'],
  ConfigMap: ['cm'],
  CronJob: ['cj'],
  CustomResourceDefinition: ['crd', 'crds'],
  DaemonSet: ['ds'],
  Deployment: ['deploy'],
  Event: ['ev'],
  HorizontalPodAutoscaler: ['hpa'],
  Ingress: ['ing'],
  LimitRange: ['limits'],
  Namespace: ['ns'],
  NetworkPolicy: ['netpol'],
  Node: ['no'],
  PersistentVolume: ['pv'],
  PersistentVolumeClaim: ['pvc'],
  Pod: ['po'],
  PodDisruptionBudget: ['pdb'],
  PriorityClass: ['pc'],
  ReplicaSet: ['rs'],
  ReplicationController: ['rc'],
  ResourceQuota: ['quota'],
  Service: ['svc'],
  ServiceAccount: ['sa'],
  StatefulSet: ['sts'],
  StorageClass: ['sc'],
};
