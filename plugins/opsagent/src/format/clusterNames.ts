import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';

type Named = Pick<EntityCluster, 'name' | 'title'>;

/** The cluster's title, or its name where it has none. */
export function clusterName({ title, name }: Named): string {
  return title ?? name;
}

/** Clusters as a list in words: `prod-eu, prod-us, and staging`. */
export function clusterNames(
  clusters: readonly Named[],
  locale: string,
): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    clusters.map(clusterName),
  );
}
