import {
  ShownScore,
  ShownScores,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Score } from '@opsagent/engine';
import { KeptScores } from './ResourceStore';

/** What stands behind scores, as far as one reader may see it. */
export interface ScoreReader {
  /** Titles by detector. */
  titles: ReadonlyMap<string, string>;
  /** How many findings of each detector the reader may see. */
  counts: ReadonlyMap<string, number>;
  /** Findings that the reader may see, by id. */
  findings: ReadonlyMap<string, StoredFinding>;
}

/** The findings that scores name by their id. */
export function findingsNamedBy({ profiles }: KeptScores): string[] {
  const caps = Object.values(profiles).flatMap(each => each.caps);
  return [...new Set(caps.flatMap(each => each.findings))];
}

/**
 * Scores as one reader may see them. The points are those of all objects, as the figures of a cluster are; a rule is named only to those who see a finding of it.
 */
export function shownScores(
  { overall, profiles }: KeptScores,
  reader: ScoreReader,
): ShownScores {
  const { cost, performance, reliability, security } = profiles;
  return {
    ...(overall ? { overall } : {}),
    profiles: {
      security: shownScore(security, reader),
      reliability: shownScore(reliability, reader),
      performance: shownScore(performance, reader),
      cost: shownScore(cost, reader),
    },
  };
}

function shownScore(score: Score, reader: ScoreReader): ShownScore {
  const { losses, caps, ...rest } = score;
  const isShown = ({ detector }: Score['losses'][number]) =>
    reader.counts.has(detector);
  return {
    ...rest,
    losses: losses.filter(isShown).map(({ detector, points }) => ({
      detector,
      title: reader.titles.get(detector) ?? detector,
      points,
      findings: reader.counts.get(detector) ?? 0,
    })),
    otherLosses: losses
      .filter(each => !isShown(each))
      .reduce((sum, { points }) => sum + points, 0),
    caps: caps.map(({ at, because, findings }) => ({
      at,
      because,
      findings: findings.flatMap(id => {
        const found = reader.findings.get(id);
        if (!found) return [];
        const { severity, title, message } = found;
        return [{ id, severity, title, message }];
      }),
    })),
  };
}
