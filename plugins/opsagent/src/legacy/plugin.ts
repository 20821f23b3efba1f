import {
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { opsAgentApiFactory } from '../api/opsAgentApiFactory';

const diagnosisRouteRef = createRouteRef({ id: 'opsagent.entity-diagnosis' });

/** OpsAgent for portals built on `@backstage/core-plugin-api`. */
export const opsagentPlugin = createPlugin({
  id: 'opsagent',
  apis: [opsAgentApiFactory],
  routes: { entityDiagnosis: diagnosisRouteRef },
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
