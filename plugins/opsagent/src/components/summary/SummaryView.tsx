import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import {
  IncidentDetails,
  PlainSummary,
  Transcript,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { Read } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { useUsageText } from '../../hooks/useUsageText';
import { Disclosure } from '../Disclosure';
import { LedgerFact } from '../investigation/LedgerFact';
import { SentButton } from '../investigation/SentButton';
import { Line } from '../Line';
import { Moment } from '../Moment';
import { SummaryText } from './SummaryText';

export interface SummaryViewProps {
  incident: IncidentDetails;
  summary: PlainSummary;
}

/** An incident in plain words: who wrote it when, what it rests on, and what was sent for it. */
export function SummaryView({ incident, summary }: SummaryViewProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { currency, facts, madeAt, model, outdated, sentences, usage } =
    summary;
  const usageText = useUsageText(currency);
  const { id } = incident;
  const readSent: Read<Transcript> = useCallback(
    (api, request) => api.getPlainSummaryTranscript(id, request),
    [id],
  );
  const advised = incident.recommendations.filter(each =>
    sentences.some(({ recommendations }) => recommendations.includes(each.id)),
  );
  return (
    <>
      {outdated && <Alert severity="info">{t('summary.outdated')}</Alert>}
      <SummaryText sentences={sentences} />
      <Line columnGap={1.5} rowGap={0.5}>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t('summary.by', { model })}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          <Moment timestamp={madeAt}>{momentTime(madeAt, options)}</Moment>
        </Box>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {usageText(usage)}
        </Box>
        <SentButton read={readSent} />
      </Line>
      <Disclosure label={t('summary.rests')}>
        {facts.map(each => (
          <LedgerFact key={each.id} entry={each} />
        ))}
        {advised.map(each => (
          <Box key={each.id} sx={{ overflowWrap: 'anywhere' }}>
            {each.title}
          </Box>
        ))}
      </Disclosure>
    </>
  );
}
