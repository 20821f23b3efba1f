export { collectSnapshot } from './collectSnapshot';
export type { CollectedCluster, CollectOptions } from './collectSnapshot';
export * from './errors';
export { fetchPodLogs } from './fetchPodLogs';
export type { FetchPodLogsOptions } from './fetchPodLogs';
export type { SecretsPolicy } from './objectOfItem';
