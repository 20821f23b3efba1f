import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { opsAgentApiFactory } from './api/opsAgentApiFactory';
import { KUBERNETES_ID, KUBERNETES_LABEL_SELECTOR } from './annotations';

const opsAgentApi = ApiBlueprint.make({
  params: defineParams => defineParams(opsAgentApiFactory),
});

const diagnosisContent = EntityContentBlueprint.make({
  name: 'diagnosis',
  params: {
    path: '/diagnosis',
    title: 'Diagnosis',
    group: 'operation',
    filter: {
      $any: [
        { [`metadata.annotations.${KUBERNETES_ID}`]: { $exists: true } },
        {
          [`metadata.annotations.${KUBERNETES_LABEL_SELECTOR}`]: {
            $exists: true,
          },
        },
      ],
    },
    loader: async () => {
      const { EntityDiagnosisContent } =
        await import('./components/EntityDiagnosisContent');
      return <EntityDiagnosisContent />;
    },
  },
});

/** OpsAgent for the new frontend system: its API client and the Diagnosis tab of Kubernetes entities. */
export const opsagentPlugin = createFrontendPlugin({
  pluginId: 'opsagent',
  title: 'OpsAgent',
  info: { packageJson: () => import('../package.json') },
  extensions: [opsAgentApi, diagnosisContent],
});
