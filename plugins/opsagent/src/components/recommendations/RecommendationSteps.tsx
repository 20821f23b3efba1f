import Box from '@mui/material/Box';
import { Recommendation } from '../../format/types';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { StepList } from './StepList';

export interface RecommendationStepsProps {
  recommendation: Recommendation;
}

/** What to make sure of, what to do, and folded how to see that it worked and how to take it back. */
export function RecommendationSteps(props: RecommendationStepsProps) {
  const { preconditions, steps, verification, rollback } = props.recommendation;
  const t = useText();
  const unsure = preconditions.filter(each => each.holds === undefined);
  return (
    <>
      {unsure.length > 0 && (
        <Box>
          {t('recommendations.onlyIf')}
          <Box component="ul" sx={{ m: 0, pl: 2.5, color: 'text.secondary' }}>
            {unsure.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </Box>
        </Box>
      )}
      <StepList steps={steps} />
      {verification.length > 0 && (
        <Disclosure label={t('recommendations.verification')}>
          <StepList steps={verification} />
        </Disclosure>
      )}
      {rollback.length > 0 && (
        <Disclosure label={t('recommendations.rollback')}>
          <StepList steps={rollback} />
        </Disclosure>
      )}
    </>
  );
}
