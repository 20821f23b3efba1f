import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import HealthIcon from '@mui/icons-material/MonitorHeart';
import { opsAgentApiFactory } from './api/opsAgentApiFactory';
import { KUBERNETES_ID, KUBERNETES_LABEL_SELECTOR } from './annotations';
import { diagnosisRouteRef, rootRouteRef } from './routes';

const opsAgentApi = ApiBlueprint.make({
  params: defineParams => defineParams(opsAgentApiFactory),
});

const diagnosisContent = EntityContentBlueprint.make({
  name: 'diagnosis',
  params: {
    path: '/diagnosis',
    title: 'Diagnosis',
    group: 'operation',
    routeRef: diagnosisRouteRef,
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

const healthPage = PageBlueprint.make({
  params: {
    path: '/opsagent',
    title: 'Kubernetes health',
    icon: <HealthIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
  },
});

const overviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: async () => {
      const { PageContent } = await import('./components/page/PageContent');
      const { OverviewPage } =
        await import('./components/platform/OverviewPage');
      return (
        <PageContent>
          <OverviewPage />
        </PageContent>
      );
    },
  },
});

const incidentsSubPage = SubPageBlueprint.make({
  name: 'incidents',
  params: {
    path: 'incidents',
    title: 'Incidents',
    loader: async () => {
      const { PageContent } = await import('./components/page/PageContent');
      const { IncidentsRoutes } =
        await import('./components/page/IncidentsRoutes');
      return (
        <PageContent>
          <IncidentsRoutes />
        </PageContent>
      );
    },
  },
});

const alertsSubPage = SubPageBlueprint.make({
  name: 'alerts',
  params: {
    path: 'alerts',
    title: 'Alerts',
    loader: async () => {
      const { PageContent } = await import('./components/page/PageContent');
      const { AlertsPage } = await import('./components/alerts/AlertsPage');
      return (
        <PageContent>
          <AlertsPage />
        </PageContent>
      );
    },
  },
});

const clustersSubPage = SubPageBlueprint.make({
  name: 'clusters',
  params: {
    path: 'clusters',
    title: 'Clusters',
    loader: async () => {
      const { PageContent } = await import('./components/page/PageContent');
      const { ClustersRoutes } =
        await import('./components/clusters/ClustersRoutes');
      return (
        <PageContent>
          <ClustersRoutes />
        </PageContent>
      );
    },
  },
});

/** OpsAgent for the new frontend system: its API client, the Diagnosis tab of Kubernetes entities, and the page of everything that runs in Kubernetes. */
export const opsagentPlugin = createFrontendPlugin({
  pluginId: 'opsagent',
  title: 'OpsAgent',
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityDiagnosis: diagnosisRouteRef },
  extensions: [
    opsAgentApi,
    diagnosisContent,
    healthPage,
    overviewSubPage,
    incidentsSubPage,
    alertsSubPage,
    clustersSubPage,
  ],
});
