import ViolatedIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import { Recommendation } from '../../format/types';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { ObjectName } from '../ObjectName';
import { SEVERITY_LOOKS } from '../findings/severityLook';
import { ParameterList } from './ParameterList';
import { RecommendationSteps } from './RecommendationSteps';

export interface RecommendationItemProps {
  recommendation: Recommendation;
  /** Whether its steps show at once. */
  unfolded: boolean;
}

/** One thing to do: how risky, how long, on what, with which values, and how. */
export function RecommendationItem(props: RecommendationItemProps) {
  const { recommendation, unfolded } = props;
  const t = useText();
  const { title, risk, minutes, action, target, preconditions } =
    recommendation;
  const facts = [
    t(`recommendations.risk.${risk}`),
    ...(minutes === undefined
      ? []
      : [t('recommendations.minutes', { count: minutes })]),
    ...(action === 'create-pr' ? [t('recommendations.atSource')] : []),
  ];
  return (
    <Box component="li" sx={{ '& > * + *': { mt: 0.5 } }}>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Box component="strong">{title}</Box>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {' · '}
          {facts.join(' · ')}
          {' · '}
        </Box>
        <ObjectName object={target} />
      </Box>
      <ParameterList parameters={recommendation.parameters} />
      {preconditions
        .filter(each => each.holds === false)
        .map(({ text }) => (
          <Box
            key={text}
            sx={theme => ({
              display: 'flex',
              gap: 0.75,
              color: SEVERITY_LOOKS.medium.color[theme.palette.mode],
            })}
          >
            <ViolatedIcon fontSize="small" aria-hidden />
            {t('recommendations.violated', { text })}
          </Box>
        ))}
      {unfolded ? (
        <RecommendationSteps recommendation={recommendation} />
      ) : (
        <Disclosure label={t('recommendations.steps')}>
          <RecommendationSteps recommendation={recommendation} />
        </Disclosure>
      )}
    </Box>
  );
}
