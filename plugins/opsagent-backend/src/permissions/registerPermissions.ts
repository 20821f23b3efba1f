import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  opsagentAlertCreatePermission,
  opsagentClusterPermissions,
  opsagentFindingPermissions,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  opsagentClusterResourceRef,
  opsagentFindingResourceRef,
} from '@opsagent/backstage-plugin-opsagent-node';
import { FindingResources } from './FindingResources';
import { clusterRules, findingRules } from './rules';

export interface RegisterPermissionsOptions {
  permissionsRegistry: PermissionsRegistryService;
  resources: FindingResources;
}

/** Tells the portal which permissions there are, and lets it judge single findings, incidents and clusters by conditions. */
export function registerPermissions({
  permissionsRegistry,
  resources,
}: RegisterPermissionsOptions): void {
  permissionsRegistry.addResourceType({
    resourceRef: opsagentFindingResourceRef,
    permissions: opsagentFindingPermissions,
    rules: Object.values(findingRules),
    getResources: ids => resources.get(ids),
  });
  permissionsRegistry.addResourceType({
    resourceRef: opsagentClusterResourceRef,
    permissions: opsagentClusterPermissions,
    rules: Object.values(clusterRules),
    getResources: async names => names.map(cluster => ({ cluster })),
  });
  permissionsRegistry.addPermissions([opsagentAlertCreatePermission]);
}
