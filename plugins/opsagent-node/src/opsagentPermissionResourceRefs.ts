import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { Severity } from '@opsagent/engine';

/** A finding or an incident, as permission rules judge it. */
export interface OpsagentFindingResource {
  cluster: string;
  /** Of the subject; of an incident, of the subjects of all its findings, or of its alerts where only alerts tell it. A Namespace is in itself, what else is cluster-scoped in none. */
  namespaces: readonly string[];
  severity: Severity;
  /**
   * Entity refs of the owners of the entities that it concerns, and of the parent groups of these owners; the configured platform owner for what belongs to no entity.
   */
  owners: readonly string[];
}

/** What a rule asks of findings and incidents in a query: that a property has one of these values. */
export interface OpsagentFindingFilter {
  property: 'cluster' | 'namespace' | 'severity' | 'owner';
  values: readonly string[];
}

/** A cluster, as permission rules judge it. */
export interface OpsagentClusterResource {
  cluster: string;
}

/** What a rule asks of clusters in a query: that it is one of these. */
export interface OpsagentClusterFilter {
  property: 'cluster';
  values: readonly string[];
}

/** For rules of your own on findings and incidents. */
export const opsagentFindingResourceRef = createPermissionResourceRef<
  OpsagentFindingResource,
  OpsagentFindingFilter
>().with({ pluginId: 'opsagent', resourceType: 'opsagent-finding' });

/** For rules of your own on clusters. */
export const opsagentClusterResourceRef = createPermissionResourceRef<
  OpsagentClusterResource,
  OpsagentClusterFilter
>().with({ pluginId: 'opsagent', resourceType: 'opsagent-cluster' });
