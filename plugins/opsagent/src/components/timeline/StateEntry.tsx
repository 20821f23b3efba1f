import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Transition } from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { StateLabel } from '../lifecycle/StateLabel';

export interface StateEntryProps {
  transition: Transition;
}

/** Which state something came into, until when, by whom and why. */
export function StateEntry({ transition }: StateEntryProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { by, reason, severity, to, until } = transition;
  return (
    <>
      <StateLabel state={to} />
      {severity &&
        ` ${t('page.severityChanged', {
          from: t(`severity.${severity.from}`),
          to: t(`severity.${severity.to}`),
        })}`}
      {until && ` ${t('page.until', { moment: momentTime(until, options) })}`}
      {by && <Person entityRef={by} />}
      {reason && ` · ${t('lifecycle.reason', { reason })}`}
    </>
  );
}

function Person({ entityRef }: { entityRef: string }) {
  const t = useText();
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: 'user',
  });
  return <> {t('page.by', { person: primaryTitle })}</>;
}
