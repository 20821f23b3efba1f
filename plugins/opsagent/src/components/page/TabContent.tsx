import { ReactNode } from 'react';
import { FocusRings } from '../FocusRings';
import { DocumentTitle } from './DocumentTitle';

export interface TabContentProps {
  /** The tab as it is labelled. */
  title: string;
  children: ReactNode;
}

/** What stands below a tab of the page. */
export function TabContent({ title, children }: TabContentProps) {
  return (
    <FocusRings>
      <DocumentTitle names={[title]} />
      {children}
    </FocusRings>
  );
}
