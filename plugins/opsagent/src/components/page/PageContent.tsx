import { Content } from '@backstage/core-components';
import { ReactNode } from 'react';
import { useConfiguredTitle } from '../../hooks/useConfiguredTitle';
import { useText } from '../../hooks/useText';
import { TabContent } from './TabContent';

export interface PageContentProps {
  tab: keyof typeof TITLES;
  children: ReactNode;
}

const TITLES = {
  overview: 'platform.tab.overview',
  incidents: 'platform.tab.incidents',
  alerts: 'alerts.tab',
  clusters: 'platform.tab.clusters',
} as const;

/** What stands below the header and the tabs of the page. */
export function PageContent({ tab, children }: PageContentProps) {
  const t = useText();
  const configured = useConfiguredTitle();
  return (
    <Content>
      <TabContent title={configured ?? t(TITLES[tab])}>{children}</TabContent>
    </Content>
  );
}
