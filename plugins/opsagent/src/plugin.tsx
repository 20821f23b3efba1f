import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import HealthIcon from '@mui/icons-material/MonitorHeart';
import { opsAgentApiFactory } from './api/opsAgentApiFactory';
import { OBJECT_ANNOTATIONS } from './annotations';
import {
  askRouteRef,
  diagnosisRouteRef,
  pluginExternalRoutes,
  pluginRoutes,
  rootRouteRef,
} from './routes';

const opsAgentApi = ApiBlueprint.make({
  params: defineParams => defineParams(opsAgentApiFactory),
});

/** Alike `isDiagnosisAvailable`, as a predicate, which portals can replace in their configuration. */
const HAS_OBJECTS = {
  $any: OBJECT_ANNOTATIONS.map(
    (
      annotation,
    ): Record<`metadata.annotations.${string}`, { $exists: true }> => ({
      [`metadata.annotations.${annotation}`]: { $exists: true as const },
    }),
  ),
};

const diagnosisContent = EntityContentBlueprint.make({
  name: 'diagnosis',
  params: {
    path: '/diagnosis',
    title: 'Diagnosis',
    group: 'operation',
    routeRef: diagnosisRouteRef,
    filter: HAS_OBJECTS,
    loader: async () => {
      const { EntityDiagnosisContent } =
        await import('./components/EntityDiagnosisContent');
      const { EntityTabTitle } =
        await import('./components/page/EntityTabTitle');
      return (
        <>
          <EntityTabTitle tab="diagnosis" />
          <EntityDiagnosisContent />
        </>
      );
    },
  },
});

const askContent = EntityContentBlueprint.make({
  name: 'ask',
  params: {
    path: '/ask',
    title: 'Ask',
    routeRef: askRouteRef,
    filter: HAS_OBJECTS,
    loader: async () => {
      const { EntityAskContent } =
        await import('./components/ask/EntityAskContent');
      const { EntityTabTitle } =
        await import('./components/page/EntityTabTitle');
      return (
        <>
          <EntityTabTitle tab="ask" />
          <EntityAskContent />
        </>
      );
    },
  },
});

const healthCard = EntityCardBlueprint.make({
  name: 'health',
  params: {
    filter: HAS_OBJECTS,
    type: 'info',
    loader: async () => {
      const { EntityHealthCard } =
        await import('./components/card/EntityHealthCard');
      return <EntityHealthCard />;
    },
  },
});

const teamIncidentsWidget = HomePageWidgetBlueprint.make({
  name: 'team-incidents',
  params: {
    name: 'OpsAgentTeamIncidents',
    title: 'Incidents of my teams',
    description: 'Open Kubernetes incidents of what your teams own',
    layout: { height: { minRows: 4 }, width: { minColumns: 4 } },
    components: () => import('./components/home/TeamIncidentsContent'),
  },
});

const healthPage = PageBlueprint.make({
  params: {
    path: '/opsagent',
    title: 'OpsAgent',
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
        <PageContent tab="overview">
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
        <PageContent tab="incidents">
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
        <PageContent tab="alerts">
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
        <PageContent tab="clusters">
          <ClustersRoutes />
        </PageContent>
      );
    },
  },
});

/** OpsAgent for the new frontend system: its API client, the tabs Diagnosis and Ask and the health card of Kubernetes entities, the home page widget, and the page of everything that runs in Kubernetes. */
export const opsagentPlugin = createFrontendPlugin({
  pluginId: 'opsagent',
  title: 'OpsAgent',
  info: { packageJson: () => import('../package.json') },
  routes: pluginRoutes,
  externalRoutes: pluginExternalRoutes,
  extensions: [
    opsAgentApi,
    diagnosisContent,
    askContent,
    healthCard,
    teamIncidentsWidget,
    healthPage,
    overviewSubPage,
    incidentsSubPage,
    alertsSubPage,
    clustersSubPage,
  ],
});
