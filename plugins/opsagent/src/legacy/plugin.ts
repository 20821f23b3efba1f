import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { opsAgentApiFactory } from '../api/opsAgentApiFactory';
import {
  askRouteRef,
  diagnosisRouteRef,
  pluginExternalRoutes,
  pluginRoutes,
  rootRouteRef,
} from '../routes';

/** OpsAgent for portals built on `@backstage/core-plugin-api`. */
export const opsagentPlugin = createPlugin({
  id: 'opsagent',
  apis: [opsAgentApiFactory],
  routes: pluginRoutes,
  externalRoutes: pluginExternalRoutes,
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

/** The content of the Ask tab. Belongs on an entity page, in a route of its own. */
export const EntityAskContent = opsagentPlugin.provide(
  createRoutableExtension({
    name: 'EntityAskContent',
    component: () =>
      import('../components/ask/EntityAskContent').then(
        module => module.EntityAskContent,
      ),
    mountPoint: askRouteRef,
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

/** The card **Kubernetes health**. Belongs on the overview of entities for which `isDiagnosisAvailable`. */
export const EntityHealthCard = opsagentPlugin.provide(
  createComponentExtension({
    name: 'EntityHealthCard',
    component: {
      lazy: () =>
        import('../components/card/EntityHealthCard').then(
          module => module.EntityHealthCard,
        ),
    },
  }),
);

/** A card with the open incidents of what the reader's teams own. Belongs on the home page. */
export const HomePageTeamIncidents = opsagentPlugin.provide(
  createCardExtension({
    name: 'HomePageTeamIncidents',
    title: 'Incidents of my teams',
    description: 'Open Kubernetes incidents of what your teams own',
    layout: { height: { minRows: 4 }, width: { minColumns: 4 } },
    components: () => import('../components/home/TeamIncidentsContent'),
  }),
);
