import CancelledIcon from '@mui/icons-material/StopCircleOutlined';
import ConcludedIcon from '@mui/icons-material/TaskAlt';
import FailedIcon from '@mui/icons-material/ErrorOutline';
import RunningIcon from '@mui/icons-material/HourglassEmpty';
import Box from '@mui/material/Box';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import {
  Investigation,
  InvestigationState,
} from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { useUsageText } from '../../hooks/useUsageText';
import { Line } from '../Line';
import { Moment } from '../Moment';

const ICONS: Record<InvestigationState, typeof RunningIcon> = {
  running: RunningIcon,
  concluded: ConcludedIcon,
  failed: FailedIcon,
  cancelled: CancelledIcon,
  interrupted: CancelledIcon,
};

export interface InvestigationFactsProps {
  investigation: Investigation;
}

/** How an investigation stands, who asked for it when, which model it asks and what it took. */
export function InvestigationFacts({ investigation }: InvestigationFactsProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { details, startedAt, state } = investigation;
  const usageText = useUsageText(details?.currency);
  const Icon = ICONS[state];
  return (
    <Line columnGap={1.5} rowGap={0.5} role="status">
      <Box
        component="strong"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
      >
        <Icon aria-hidden fontSize="small" />
        {t(`investigation.state.${state}`)}
      </Box>
      {details && <span>{details.model}</span>}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        <Moment timestamp={startedAt}>{momentTime(startedAt, options)}</Moment>
      </Box>
      {details && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {details.automatic ? (
            t('investigation.automatic')
          ) : (
            <Asker entityRef={details.requestedBy} />
          )}
        </Box>
      )}
      {details && details.usage.calls > 0 && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {usageText(details.usage)}
        </Box>
      )}
    </Line>
  );
}

function Asker({ entityRef }: { entityRef: string }) {
  const t = useText();
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: 'user',
  });
  return <>{t('investigation.asked', { person: primaryTitle })}</>;
}
