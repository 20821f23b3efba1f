import {
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { opsAgentApiFactory } from '../api/opsAgentApiFactory';

const diagnosisRouteRef = createRouteRef({ id: 'opsagent.entity-diagnosis' });

const rootRouteRef = createRouteRef({ id: 'opsagent' });

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

/** The page of all incidents. Belongs at `/opsagent` in the app's routes. */
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
