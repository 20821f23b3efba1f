import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import IncidentsIcon from '@mui/icons-material/MonitorHeart';
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

const rootRouteRef = createRouteRef();

const incidentsPage = PageBlueprint.make({
  params: {
    path: '/opsagent',
    title: 'Incidents',
    icon: <IncidentsIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    loader: async () => {
      const { OpsAgentPage } = await import('./components/page/OpsAgentPage');
      return <OpsAgentPage />;
    },
  },
});

/** OpsAgent for the new frontend system: its API client, the Diagnosis tab of Kubernetes entities, and the page of incidents. */
export const opsagentPlugin = createFrontendPlugin({
  pluginId: 'opsagent',
  title: 'OpsAgent',
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [opsAgentApi, diagnosisContent, incidentsPage],
});
