import { ClusterList } from '@opsagent/backstage-plugin-opsagent-common';
import { Read, useRead } from './useRead';

const listClusters: Read<ClusterList> = (api, options) =>
  api.listClusters(options);

/** The clusters and how their last scans went, kept up to date while the page is visible. */
export function useClusters() {
  const { value, error } = useRead(listClusters);
  return { clusters: value?.items, error };
}
