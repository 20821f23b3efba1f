import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { opsAgentApiRef } from '../src/api/opsAgentApiRef';
import { SampleApi } from './SampleApi';

/** The Diagnosis tab on sample answers, one page for each of its states. Needs no backend. */
export const samplesPlugin = createFrontendPlugin({
  pluginId: 'opsagent',
  title: 'OpsAgent samples',
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
