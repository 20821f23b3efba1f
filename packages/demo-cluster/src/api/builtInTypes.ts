import { API_RESOURCES, ApiResource } from '@opsagent/engine';
import type { ResourceType } from './ResourceType';

/** Kinds that clients ask for beside those a scan reads. */
const FURTHER: readonly ApiResource[] = [
  further('Endpoints', '', 'endpoints'),
  further('PodTemplate', '', 'podtemplates'),
];

const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  configmaps: ['cm'],
  cronjobs: ['cj'],
  customresourcedefinitions: ['crd', 'crds'],
  daemonsets: ['ds'],
  deployments: ['deploy'],
  endpoints: ['ep'],
  events: ['ev'],
  horizontalpodautoscalers: ['hpa'],
  ingresses: ['ing'],
  limitranges: ['limits'],
  namespaces: ['ns'],
  networkpolicies: ['netpol'],
  nodes: ['no'],
  persistentvolumeclaims: ['pvc'],
  persistentvolumes: ['pv'],
  poddisruptionbudgets: ['pdb'],
  pods: ['po'],
  priorityclasses: ['pc'],
  replicasets: ['rs'],
  replicationcontrollers: ['rc'],
  resourcequotas: ['quota'],
  serviceaccounts: ['sa'],
  services: ['svc'],
  statefulsets: ['sts'],
  storageclasses: ['sc'],
};

/** The kinds behind `kubectl get all`. */
const ALL = new Set([
  'cronjobs',
  'daemonsets',
  'deployments',
  'horizontalpodautoscalers',
  'jobs',
  'pods',
  'replicasets',
  'replicationcontrollers',
  'services',
  'statefulsets',
]);

/** The kinds every demo cluster serves, with objects or without. */
export const BUILT_IN_TYPES: readonly ResourceType[] = [
  ...API_RESOURCES.filter(({ optional }) => !optional),
  ...FURTHER,
].map(resource => ({
  ...resource,
  shortNames: SHORT_NAMES[resource.plural] ?? [],
  categories: ALL.has(resource.plural) ? ['all'] : [],
  custom: false,
}));

function further(kind: string, group: string, plural: string): ApiResource {
  return { kind, group, version: 'v1', plural, namespaced: true };
}
