import Box from '@mui/material/Box';
import { Transition } from '@opsagent/backstage-plugin-opsagent-common';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { StateLabel } from '../lifecycle/StateLabel';
import { Moment } from '../Moment';
import { PlainList } from '../PlainList';

export interface LifeTimelineProps {
  /** Oldest first. */
  transitions: readonly Transition[];
}

/** Which states something came through, when, by whom and why. */
export function LifeTimeline({ transitions }: LifeTimelineProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  return (
    <PlainList>
      {transitions.map(({ at, to, by, reason, until, severity }) => (
        <Box
          component="li"
          key={`${at} ${to} ${severity?.to}`}
          sx={{ typography: 'body2', overflowWrap: 'anywhere' }}
        >
          <Moment timestamp={at}>{momentTime(at, options)}</Moment>{' '}
          <StateLabel state={to} />
          {severity &&
            ` ${t('page.severityChanged', {
              from: t(`severity.${severity.from}`),
              to: t(`severity.${severity.to}`),
            })}`}
          {until &&
            ` ${t('page.until', { moment: momentTime(until, options) })}`}
          {by && <Person entityRef={by} />}
          {reason && ` · ${t('lifecycle.reason', { reason })}`}
        </Box>
      ))}
    </PlainList>
  );
}

function Person({ entityRef }: { entityRef: string }) {
  const t = useText();
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: 'user',
  });
  return <> {t('page.by', { person: primaryTitle })}</>;
}
