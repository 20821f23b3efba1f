import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import {
  ShownScore,
  ShownScores,
} from '@opsagent/backstage-plugin-opsagent-common';
import { numberText, shareText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { SeverityLabel } from '../findings/SeverityLabel';
import { PlainList } from '../PlainList';
import { FindingsPlace } from './LossFindings';
import { ScoreLosses } from './ScoreLosses';

export interface ProfileScoreProps {
  profile: keyof ShownScores['profiles'];
  score: ShownScore;
  place: FindingsPlace;
}

/** One score: its points, what holds it down, and which rules cost it points. */
export function ProfileScore({ profile, score, place }: ProfileScoreProps) {
  const t = useText();
  const locale = useLocale();
  const { points, grade, notScored, coverage, caps, losses } = score;
  // A ceiling means nothing to what has no points.
  const told = points === undefined ? [] : caps;
  return (
    <Box
      component="section"
      aria-label={t(`clusterPages.scores.profile.${profile}`)}
    >
      <Typography component="h4" sx={{ fontSize: '0.95rem', fontWeight: 600 }}>
        {t(`clusterPages.scores.profile.${profile}`)}
        {': '}
        {points === undefined || !grade
          ? t(
              `clusterPages.scores.notScored.${notScored ?? 'nothing-to-judge'}`,
            )
          : t('clusterPages.scores.points', { points: `${points}`, grade })}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {t('clusterPages.scores.asked', {
          share: shareText(coverage, 1, locale) ?? '',
        })}
      </Typography>
      {told.map(({ at, because, findings }) => (
        <Box key={because} sx={{ typography: 'body2', mt: 0.5 }}>
          {t(`clusterPages.scores.cap.${because}`, {
            at: numberText(at, locale),
          })}
          <PlainList>
            {findings.map(({ id, severity, message }) => (
              <Stack
                component="li"
                key={id}
                direction="row"
                alignItems="center"
                gap={1}
                sx={{ overflowWrap: 'anywhere' }}
              >
                <SeverityLabel severity={severity} />
                <span>{message}</span>
              </Stack>
            ))}
          </PlainList>
        </Box>
      ))}
      {(losses.length > 0 || score.otherLosses > 0) && (
        <Disclosure
          label={t('clusterPages.scores.why', { count: losses.length })}
        >
          <ScoreLosses score={score} place={place} />
        </Disclosure>
      )}
    </Box>
  );
}
