import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useText } from '../../hooks/useText';
import { AlertsPage } from '../alerts/AlertsPage';
import { ClustersRoutes } from '../clusters/ClustersRoutes';
import { FocusRings } from '../FocusRings';
import { OverviewPage } from '../platform/OverviewPage';
import { IncidentsRoutes } from './IncidentsRoutes';

/** Everything that runs in Kubernetes, with the header and the tabs that the new frontend system draws by itself. */
export function OpsAgentPage() {
  const t = useText();
  return (
    <Page themeId="tool">
      <Header title={t('platform.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="overview" title={t('platform.tab.overview')}>
          <FocusRings>
            <OverviewPage />
          </FocusRings>
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path="incidents"
          title={t('platform.tab.incidents')}
        >
          <FocusRings>
            <IncidentsRoutes />
          </FocusRings>
        </TabbedLayout.Route>
        <TabbedLayout.Route path="alerts" title={t('alerts.tab')}>
          <FocusRings>
            <AlertsPage />
          </FocusRings>
        </TabbedLayout.Route>
        <TabbedLayout.Route path="clusters" title={t('platform.tab.clusters')}>
          <FocusRings>
            <ClustersRoutes />
          </FocusRings>
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
