import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import { Life } from '@opsagent/backstage-plugin-opsagent-common';
import { elapsedTime, momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';

export interface LifeStatementProps {
  life: Life;
}

/** Who brought something into its state, when, until when and why. Nothing for what is simply open. */
export function LifeStatement({ life }: LifeStatementProps) {
  if (life.state === 'open' || life.state === 'resolved') return null;
  const { by } = life;
  return (
    <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
      {by ? <ByPerson life={life} by={by} /> : <Words life={life} />}
      {life.reason && <Reason reason={life.reason} />}
    </Box>
  );
}

function ByPerson({ life, by }: LifeStatementProps & { by: string }) {
  const { primaryTitle } = useEntityPresentation(by, { defaultKind: 'user' });
  return <Words life={life} person={primaryTitle} />;
}

function Words({ life, person }: LifeStatementProps & { person?: string }) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { firstSeenAt, state, stateSince, until } = life;
  if (state === 'snoozed' || state === 'accepted') {
    const end = until ?? stateSince;
    const moment = momentTime(end, options);
    return (
      <Moment timestamp={end}>
        {person
          ? t(`lifecycle.${state}By`, { moment, person })
          : t(`lifecycle.${state}`, { moment })}
      </Moment>
    );
  }
  // A snooze may have ended since it came back.
  const since = state === 'regressed' ? firstSeenAt : stateSince;
  const words = {
    moment: momentTime(since, options),
    elapsed: elapsedTime(since, options),
  };
  const statement = () => {
    if (state === 'regressed') return t('lifecycle.regressed', words);
    return person
      ? t('lifecycle.acknowledgedBy', { ...words, person })
      : t('lifecycle.acknowledged', words);
  };
  return <Moment timestamp={since}>{statement()}</Moment>;
}

function Reason({ reason }: { reason: string }) {
  const t = useText();
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {' · '}
      {t('lifecycle.reason', { reason })}
    </Box>
  );
}
