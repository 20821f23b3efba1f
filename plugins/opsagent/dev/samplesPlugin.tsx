import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Content } from '@backstage/core-components';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { opsAgentApiRef } from '../src/api/opsAgentApiRef';
import {
  pluginExternalRoutes,
  pluginRoutes,
  rootRouteRef,
} from '../src/routes';
import { SampleApi } from './SampleApi';

/** The Diagnosis tab on sample answers, one page for each of its states. Needs no backend. */
export const samplesPlugin = createFrontendPlugin({
  pluginId: 'opsagent',
  title: 'OpsAgent samples',
  routes: pluginRoutes,
  externalRoutes: pluginExternalRoutes,
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: opsAgentApiRef,
          deps: {},
          factory: () => new SampleApi(),
        }),
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        title: 'An entity’s page',
        routeRef: entityRouteRef,
        loader: async () => <Content>An entity’s page would be here.</Content>,
      },
    }),
    PageBlueprint.make({
      name: 'incidents',
      params: {
        path: '/opsagent',
        title: 'Health samples',
        routeRef: rootRouteRef,
        noHeader: true,
        loader: async () => {
          const { OpsAgentPage } =
            await import('../src/components/page/OpsAgentPage');
          return <OpsAgentPage />;
        },
      },
    }),
    PageBlueprint.make({
      params: {
        path: '/samples',
        title: 'Diagnosis samples',
        loader: async () => {
          const { SamplesPage } = await import('./SamplesPage');
          return <SamplesPage />;
        },
      },
    }),
  ],
});
