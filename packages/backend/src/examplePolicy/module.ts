import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ExamplePolicy } from './ExamplePolicy';
import { readDenials } from './readDenials';
import { readOwnersOnly } from './readOwnersOnly';

/** The permission policy of the example portal. */
export const permissionModuleExamplePolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'example-policy',
  register(reg) {
    reg.registerInit({
      deps: { config: coreServices.rootConfig, policy: policyExtensionPoint },
      async init({ config, policy }) {
        policy.setPolicy(
          new ExamplePolicy({
            denials: readDenials(config),
            ownersOnly: readOwnersOnly(config),
          }),
        );
      },
    });
  },
});
