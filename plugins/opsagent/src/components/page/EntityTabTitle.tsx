import { Helmet } from 'react-helmet';
import { useConfiguredTitle } from '../../hooks/useConfiguredTitle';
import { useText } from '../../hooks/useText';

export interface EntityTabTitleProps {
  tab: 'diagnosis' | 'ask';
}

/** Names the tab in the document's title, to which the entity's page adds the entity. */
export function EntityTabTitle({ tab }: EntityTabTitleProps) {
  const t = useText();
  const configured = useConfiguredTitle();
  return <Helmet title={configured ?? t(`${tab}.title`)} />;
}
