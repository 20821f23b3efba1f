import Box from '@mui/material/Box';
import {
  IncidentDetails,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ReactNode } from 'react';
import { useText } from '../../hooks/useText';
import { ConfidenceBar } from '../incidents/ConfidenceBar';

const STANDINGS = {
  agrees: 'agrees',
  overturns: 'overturns',
  'no-prior': 'noPrior',
  undecided: 'undecided',
} as const;

export interface TwoVerdictsProps {
  incident: IncidentDetails;
  verdict: Verdict;
  /** Its name. */
  model: string;
}

/** What the rules say and what a model says, beside each other; said once where both say it in the same words. */
export function TwoVerdicts({ incident, model, verdict }: TwoVerdictsProps) {
  const t = useText();
  const [prior] = incident.causes;
  const [first] = verdict.hypotheses;
  const hasPrior = prior !== undefined && prior.confidence > 0;
  const isSame =
    hasPrior && isSameText(prior.message ?? prior.title, verdict.summary);
  return (
    <div>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            sm: 'minmax(0, 1fr) minmax(0, 1fr)',
          },
        }}
      >
        <Says who={t('investigation.verdict.rules')}>
          {hasPrior ? (
            <>
              <strong>{prior.message ?? prior.title}</strong>
              <div>
                <ConfidenceBar confidence={prior.confidence} />
              </div>
            </>
          ) : (
            t('investigation.verdict.noRule')
          )}
        </Says>
        <Says who={t('investigation.verdict.model', { model })}>
          {isSame ? (
            t('investigation.verdict.same')
          ) : (
            <strong>{verdict.summary}</strong>
          )}
          {first && (
            <div>
              <ConfidenceBar confidence={first.confidence} />
            </div>
          )}
        </Says>
      </Box>
      <Box sx={{ mt: 0.5 }}>
        {t(`investigation.verdict.${STANDINGS[verdict.againstRules]}`, {
          model,
        })}
      </Box>
    </div>
  );
}

function isSameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map(text =>
    text
      .toLowerCase()
      .replace(/[\s.]+/g, ' ')
      .trim(),
  );
  return a === b;
}

function Says({ who, children }: { who: string; children: ReactNode }) {
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <Box sx={{ color: 'text.secondary' }}>{who}</Box>
      {children}
    </Box>
  );
}
