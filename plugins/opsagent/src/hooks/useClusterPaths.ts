import { useRouteRef } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import {
  clusterRouteRef,
  clustersRouteRef,
  namespaceRouteRef,
  nodeRouteRef,
} from '../routes';

/** Leads to the pages on clusters. Names may hold any character, as clusters of some clouds do. */
export function useClusterPaths() {
  const clusters = useRouteRef(clustersRouteRef);
  const cluster = useRouteRef(clusterRouteRef);
  const namespace = useRouteRef(namespaceRouteRef);
  const node = useRouteRef(nodeRouteRef);
  return useMemo(() => {
    const encoded = encodeURIComponent;
    return {
      clusters: () => clusters(),
      cluster: (name: string) => cluster({ cluster: encoded(name) }),
      namespace: (of: string, name: string) =>
        namespace({ cluster: encoded(of), namespace: encoded(name) }),
      node: (of: string, name: string) =>
        node({ cluster: encoded(of), node: encoded(name) }),
    };
  }, [clusters, cluster, namespace, node]);
}
