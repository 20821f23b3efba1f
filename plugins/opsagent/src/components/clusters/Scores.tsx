import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ShownScores } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { FindingsPlace } from './LossFindings';
import { ProfileScore } from './ProfileScore';

const PROFILES = ['security', 'reliability', 'performance', 'cost'] as const;

export interface ScoresProps {
  scores: ShownScores;
  place: FindingsPlace;
}

/** How well a cluster or a namespace is kept, each score with what costs it points. */
export function Scores({ scores, place }: ScoresProps) {
  const t = useText();
  const { overall, profiles } = scores;
  return (
    <Pane title={t('clusterPages.scores.title')}>
      {overall && (
        <Typography variant="body2" sx={{ fontWeight: 700, mb: 1 }}>
          {t('clusterPages.scores.overall', {
            points: `${overall.points}`,
            grade: overall.grade,
          })}
        </Typography>
      )}
      <Stack spacing={1.5}>
        {PROFILES.map(profile => (
          <ProfileScore
            key={profile}
            profile={profile}
            score={profiles[profile]}
            place={place}
          />
        ))}
      </Stack>
    </Pane>
  );
}
