import { Content } from '@backstage/core-components';
import { ReactNode } from 'react';
import { FocusRings } from '../FocusRings';

export interface PageContentProps {
  children: ReactNode;
}

/** What stands below the header and the tabs of the page. */
export function PageContent({ children }: PageContentProps) {
  return (
    <Content>
      <FocusRings>{children}</FocusRings>
    </Content>
  );
}
