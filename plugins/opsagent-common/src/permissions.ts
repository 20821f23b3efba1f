import { createPermission } from '@backstage/plugin-permission-common';

/** See findings of entities that one may see in the catalog. */
export const opsagentFindingReadPermission = createPermission({
  name: 'opsagent.finding.read',
  attributes: { action: 'read' },
});

/** See clusters as a whole: their scans and coverage, and findings that belong to no entity. */
export const opsagentClusterReadPermission = createPermission({
  name: 'opsagent.cluster.read',
  attributes: { action: 'read' },
});

/** Ask for a scan outside the schedule. */
export const opsagentScanCreatePermission = createPermission({
  name: 'opsagent.scan.create',
  attributes: { action: 'create' },
});

/** Acknowledge, snooze and reopen findings and incidents of entities that one may see. */
export const opsagentFindingUpdatePermission = createPermission({
  name: 'opsagent.finding.update',
  attributes: { action: 'update' },
});

/** Report alerts, as Alertmanager does. */
export const opsagentAlertCreatePermission = createPermission({
  name: 'opsagent.alert.create',
  attributes: { action: 'create' },
});

/** Every permission of the plugin. */
export const opsagentPermissions = [
  opsagentFindingReadPermission,
  opsagentFindingUpdatePermission,
  opsagentClusterReadPermission,
  opsagentScanCreatePermission,
  opsagentAlertCreatePermission,
];
