export { collectSnapshot } from './collectSnapshot';
export type { CollectedCluster, CollectOptions } from './collectSnapshot';
export { ContainerLogs } from './ContainerLogs';
export type {
  ContainerLogRequest,
  ContainerLogsOptions,
} from './ContainerLogs';
export * from './errors';
export { fetchPodLogs } from './fetchPodLogs';
export type { FetchPodLogsOptions } from './fetchPodLogs';
export type { SecretsPolicy } from './objectOfItem';
