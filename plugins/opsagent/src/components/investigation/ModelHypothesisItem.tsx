import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import {
  LedgerEntry,
  ModelHypothesis,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { ConfidenceBar } from '../incidents/ConfidenceBar';
import { Line } from '../Line';
import { ObjectName } from '../ObjectName';
import { CitationList } from './CitationList';

export interface ModelHypothesisItemProps {
  hypothesis: ModelHypothesis;
  /** Everything that was seen. */
  entries: readonly LedgerEntry[];
}

/** One explanation of a model with what it cites for and against it. */
export function ModelHypothesisItem(props: ModelHypothesisItemProps) {
  const { entries, hypothesis } = props;
  const t = useText();
  const { against, evidence, explanation, isProven, refutedBy } = hypothesis;
  return (
    <Box component="li" sx={{ '&:not(:last-of-type)': { mb: 1.5 } }}>
      <Line columnGap={1.5} rowGap={0.25}>
        <Box component="strong" sx={{ overflowWrap: 'anywhere' }}>
          {hypothesis.cause}
        </Box>
        <ConfidenceBar confidence={hypothesis.confidence} />
        {!isProven && (
          <Chip
            size="small"
            variant="outlined"
            label={t('investigation.verdict.unproven')}
            sx={{ m: 0 }}
          />
        )}
      </Line>
      {!isProven && (
        <Box sx={{ color: 'text.secondary' }}>
          {t('investigation.verdict.unprovenDetail')}
        </Box>
      )}
      {explanation && (
        <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {explanation}
        </Box>
      )}
      <Box sx={{ mt: 0.5 }}>
        <Facts>
          <Fact label={t('investigation.verdict.subject')}>
            <ObjectName object={hypothesis.subject} />
          </Fact>
          {evidence.length > 0 && (
            <Fact label={t('investigation.verdict.for')}>
              <CitationList citations={evidence} entries={entries} />
            </Fact>
          )}
          {against.length > 0 && (
            <Fact label={t('investigation.verdict.against')}>
              <CitationList citations={against} entries={entries} />
            </Fact>
          )}
          {refutedBy && (
            <Fact label={t('investigation.verdict.refutedBy')}>
              <Box sx={{ overflowWrap: 'anywhere' }}>{refutedBy}</Box>
            </Fact>
          )}
        </Facts>
      </Box>
    </Box>
  );
}
