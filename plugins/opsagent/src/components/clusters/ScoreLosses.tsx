import Typography from '@mui/material/Typography';
import { ShownScore } from '@opsagent/backstage-plugin-opsagent-common';
import { numberText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { PlainList } from '../PlainList';
import { FindingsPlace, LossFindings } from './LossFindings';

export interface ScoreLossesProps {
  score: ShownScore;
  place: FindingsPlace;
}

/** The rules that take points from a score, the costliest first, each with its findings. */
export function ScoreLosses({ score, place }: ScoreLossesProps) {
  const t = useText();
  const locale = useLocale();
  const points = (value: number) => numberText(value, locale, 1);
  return (
    <>
      <PlainList>
        {score.losses.map(loss => (
          <li key={loss.detector}>
            <Typography variant="body2" component="span">
              <strong>{loss.title}</strong>
              {' · '}
              {t('clusterPages.scores.loss', { points: points(loss.points) })}
            </Typography>
            <Disclosure
              label={t('clusterPages.scores.findings', {
                count: loss.findings,
              })}
            >
              <LossFindings place={place} detector={loss.detector} />
            </Disclosure>
          </li>
        ))}
      </PlainList>
      {score.otherLosses > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          {t('clusterPages.scores.others', {
            points: points(score.otherLosses),
          })}
        </Typography>
      )}
    </>
  );
}
