import { createPermission } from '@backstage/plugin-permission-common';

/** Findings and incidents, which permissions treat alike; a resource ref is the id of either. */
export const RESOURCE_TYPE_OPSAGENT_FINDING = 'opsagent-finding';

/** Clusters; a resource ref is the name that the Kubernetes plugin gives. */
export const RESOURCE_TYPE_OPSAGENT_CLUSTER = 'opsagent-cluster';

/** See findings and incidents of entities that one may see in the catalog. */
export const opsagentFindingReadPermission = createPermission({
  name: 'opsagent.finding.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_OPSAGENT_FINDING,
});

/** Acknowledge, snooze and reopen findings and incidents that one may see. */
export const opsagentFindingUpdatePermission = createPermission({
  name: 'opsagent.finding.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_OPSAGENT_FINDING,
});

/** Let a language model look into incidents that one may see, with one's own rights in the cluster. */
export const opsagentInvestigationCreatePermission = createPermission({
  name: 'opsagent.investigation.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_OPSAGENT_FINDING,
});

/** Ask a language model about what one may see, with one's own rights in the cluster. */
export const opsagentConversationCreatePermission = createPermission({
  name: 'opsagent.conversation.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_OPSAGENT_FINDING,
});

/** See clusters as a whole: their scans and coverage and, if one may read findings, those in them that belong to no entity. */
export const opsagentClusterReadPermission = createPermission({
  name: 'opsagent.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_OPSAGENT_CLUSTER,
});

/** Ask for a scan of a cluster outside the schedule. */
export const opsagentScanCreatePermission = createPermission({
  name: 'opsagent.scan.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_OPSAGENT_CLUSTER,
});

/** Report alerts, as Alertmanager does. */
export const opsagentAlertCreatePermission = createPermission({
  name: 'opsagent.alert.create',
  attributes: { action: 'create' },
});

/** Permissions on findings and incidents. */
export const opsagentFindingPermissions = [
  opsagentFindingReadPermission,
  opsagentFindingUpdatePermission,
  opsagentInvestigationCreatePermission,
  opsagentConversationCreatePermission,
];

/** Permissions on clusters. */
export const opsagentClusterPermissions = [
  opsagentClusterReadPermission,
  opsagentScanCreatePermission,
];

/** Every permission of the plugin. */
export const opsagentPermissions = [
  ...opsagentFindingPermissions,
  ...opsagentClusterPermissions,
  opsagentAlertCreatePermission,
];
