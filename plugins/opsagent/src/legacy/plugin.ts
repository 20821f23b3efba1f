import {
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { opsAgentApiFactory } from '../api/opsAgentApiFactory';
import { diagnosisRouteRef, rootRouteRef } from '../routes';

/** OpsAgent for portals built on `@backstage/core-plugin-api`. */
export const opsagentPlugin = createPlugin({
  id: 'opsagent',
  apis: [opsAgentApiFactory],
  routes: { root: rootRouteRef, entityDiagnosis: diagnosisRouteRef },
});

/** The content of the Diagnosis tab. Belongs on an entity page, in a route of its own. */
export const EntityDiagnosisContent = opsagentPlugin.provide(
  createRoutableExtension({
    name: 'EntityDiagnosisContent',
    component: () =>
      import('../components/EntityDiagnosisContent').then(
        module => module.EntityDiagnosisContent,
      ),
    mountPoint: diagnosisRouteRef,
  }),
);

/** The page of everything that runs in Kubernetes, with its header. Belongs at `/opsagent` in the app's routes. */
export const OpsAgentPage = opsagentPlugin.provide(
  createRoutableExtension({
    name: 'OpsAgentPage',
    component: () =>
      import('../components/page/OpsAgentPage').then(
        module => module.OpsAgentPage,
      ),
    mountPoint: rootRouteRef,
  }),
);
