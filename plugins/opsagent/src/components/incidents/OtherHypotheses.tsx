import Box from '@mui/material/Box';
import { Hypothesis } from '../../format/types';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { Facts } from '../Facts';
import { PlainList } from '../PlainList';
import { CauseStatement } from './CauseStatement';
import { HypothesisEvidence } from './HypothesisEvidence';

export interface OtherHypothesesProps {
  causes: readonly Hypothesis[];
}

/** The less likely explanations, folded. Shows nothing when there are none. */
export function OtherHypotheses({ causes }: OtherHypothesesProps) {
  const t = useText();
  if (causes.length === 0) return null;
  return (
    <Disclosure label={t('incidents.others', { count: causes.length })}>
      <PlainList>
        {causes.map(cause => (
          <Box
            component="li"
            key={`${cause.cause} ${cause.title}`}
            sx={{ typography: 'body2', mb: 1 }}
          >
            <CauseStatement cause={cause} />
            <Box sx={{ mt: 0.5 }}>
              <Facts>
                <HypothesisEvidence cause={cause} />
              </Facts>
            </Box>
          </Box>
        ))}
      </PlainList>
    </Disclosure>
  );
}
