import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useLayoutEffect } from 'react';
import { Helmet } from 'react-helmet';
import { useText } from '../../hooks/useText';

export interface DocumentTitleProps {
  /** What is shown, the most specific first. */
  names: readonly string[];
}

/** Tells in the browser's tab and history what is shown. Of titles within each other the innermost holds. */
export function DocumentTitle({ names }: DocumentTitleProps) {
  const t = useText();
  const portal =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  // Pages that name nothing would keep what was shown before them.
  useLayoutEffect(
    () => () => {
      document.title = portal;
    },
    [portal],
  );
  const all = new Set([...names, t('platform.title'), portal]);
  return <Helmet titleTemplate="%s" title={[...all].join(' | ')} />;
}
