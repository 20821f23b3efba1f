import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useText } from '../../hooks/useText';
import { AlertsPage } from '../alerts/AlertsPage';
import { ClustersRoutes } from '../clusters/ClustersRoutes';
import { OverviewPage } from '../platform/OverviewPage';
import { IncidentsRoutes } from './IncidentsRoutes';
import { TabContent } from './TabContent';

/** Everything that runs in Kubernetes, with the header and the tabs that the new frontend system draws by itself. */
export function OpsAgentPage() {
  const t = useText();
  return (
    <Page themeId="tool">
      <Header title={t('platform.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="overview" title={t('platform.tab.overview')}>
          <TabContent title={t('platform.tab.overview')}>
            <OverviewPage />
          </TabContent>
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path="incidents"
          title={t('platform.tab.incidents')}
        >
          <TabContent title={t('platform.tab.incidents')}>
            <IncidentsRoutes />
          </TabContent>
        </TabbedLayout.Route>
        <TabbedLayout.Route path="alerts" title={t('alerts.tab')}>
          <TabContent title={t('alerts.tab')}>
            <AlertsPage />
          </TabContent>
        </TabbedLayout.Route>
        <TabbedLayout.Route path="clusters" title={t('platform.tab.clusters')}>
          <TabContent title={t('platform.tab.clusters')}>
            <ClustersRoutes />
          </TabContent>
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
