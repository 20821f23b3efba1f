import {
  ServiceFactoryTester,
  mockServices,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { FindingResources } from '../permissions/FindingResources';
import { registerPermissions } from '../permissions/registerPermissions';

/** The portal's own registry, which knows the rules of the plugin. */
export async function createPermissionsRegistry(options: {
  database: Knex;
  platformOwner?: string;
}) {
  const permissionsRegistry = await ServiceFactoryTester.from(
    mockServices.permissionsRegistry.factory(),
    { dependencies: [mockServices.httpRouter.mock().factory] },
  ).getSubject('opsagent');
  const resources = new FindingResources(options);
  registerPermissions({ permissionsRegistry, resources });
  return permissionsRegistry;
}
