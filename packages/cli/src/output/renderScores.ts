import {
  Cap,
  Grade,
  NamespaceScores,
  PROFILES,
  Profile,
  Score,
} from '@opsagent/engine';
import { PartialAnalysis } from './filterAnalysis';
import { Paint, painter } from './paint';
import { withoutControls } from './withoutControls';

export interface RenderScoresOptions {
  colour: boolean;
}

interface Line {
  name: string;
  overall?: NamespaceScores['overall'];
  profiles: NamespaceScores['profiles'];
}

type Style = Parameters<Paint>[0];

const GRADE_STYLES: Readonly<Record<Grade, Style>> = {
  A: 'green',
  B: 'green',
  C: 'yellow',
  D: 'yellow',
  E: 'red',
};

const CAP_REASONS: Readonly<Record<Cap['because'], string>> = {
  critical: 'something is critical',
  'high-security': 'there is a grave weakness',
  'open-problem': 'something is failing now',
};

/** Rules that cost less than this are not worth a line. */
const LEAST_POINTS = 0.1;
const MOST_LOSSES = 8;

/** Scores as a table, then what costs points, then what was not scored or is held down, and why. */
export function renderScores(
  untrusted: Pick<PartialAnalysis, 'cluster' | 'capturedAt' | 'scores'>,
  { colour }: RenderScoresOptions,
): string {
  const { cluster, capturedAt, scores } = withoutControls(untrusted);
  const paint = painter(colour);
  const whole: Line[] = scores.cluster
    ? [{ name: 'whole cluster', ...scores.cluster }]
    : [];
  const namespaces: Line[] = scores.namespaces.map(
    ({ namespace, ...rest }) => ({ name: namespace, ...rest }),
  );
  const lines = [...whole, ...namespaces];
  const explained = scores.cluster ? whole : namespaces;
  const time = capturedAt.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  const blocks = [
    `${paint('bold', cluster)} on ${time}`,
    lines.length > 0 ? table(lines, paint) : 'There is nothing to score.',
    ...explained.map(line => losses(line, paint)),
    notes(lines),
    paint(
      'dim',
      `\`opsagent diagnose --all${scores.cluster ? '' : ` --namespace ${namespaces[0]?.name ?? '<name>'}`}\` lists the findings behind each loss.`,
    ),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

function table(lines: readonly Line[], paint: Paint) {
  const shownProfiles = PROFILES.filter(profile =>
    lines.some(each => each.profiles[profile].notScored !== 'needs-metrics'),
  );
  const heads = ['', 'overall', ...shownProfiles];
  const width = Math.max(...lines.map(each => each.name.length)) + 2;
  const cells = (first: string, rest: readonly string[]) =>
    `${first.padEnd(width)}${rest.join('')}`.trimEnd();
  const rows = lines.map(({ name, overall, profiles }) =>
    cells(
      name,
      [overall, ...shownProfiles.map(profile => profiles[profile])].map(
        (score, index) => shown(score, heads[index + 1].length + 2, paint),
      ),
    ),
  );
  const head = cells(
    heads[0],
    heads.slice(1).map(each => each.padEnd(each.length + 2)),
  );
  return [paint('bold', head), ...rows].join('\n');
}

function shown(
  score: Pick<Score, 'points' | 'grade'> | undefined,
  width: number,
  paint: Paint,
) {
  if (score?.points === undefined || !score.grade) return '-'.padEnd(width);
  const text = `${score.points} ${score.grade}`;
  return `${paint(GRADE_STYLES[score.grade], text)}${' '.repeat(Math.max(1, width - text.length))}`;
}

function losses({ name, profiles }: Line, paint: Paint) {
  const found = PROFILES.flatMap(profile =>
    linesOf(profile, profiles[profile]),
  );
  return found.length === 0
    ? ''
    : [paint('bold', `Where ${name} loses points`), ...found].join('\n');
}

function linesOf(profile: Profile, { points, losses: all }: Score): string[] {
  const worth = all.filter(each => each.points >= LEAST_POINTS);
  if (points === undefined || worth.length === 0) return [];
  const told = worth.slice(0, MOST_LOSSES);
  const rest = worth.length - told.length;
  return [
    `  ${profile}`,
    ...told.map(
      each =>
        `    ${each.points.toFixed(1).padStart(5)}  ${each.detector}: ${each.violating.toLocaleString('en')} of ${each.evaluated.toLocaleString('en')}`,
    ),
    ...(rest > 0 ? [`           and ${rest} more`] : []),
  ];
}

function notes(lines: readonly Line[]) {
  const texts = lines.flatMap(({ name, profiles }) =>
    PROFILES.flatMap(profile => noteOf(name, profile, profiles[profile])),
  );
  const needy = lines.some(
    ({ profiles }) => profiles.performance.notScored === 'needs-metrics',
  );
  return [
    ...texts,
    ...(needy
      ? [
          'Performance is not scored: it needs measurements of usage, which objects alone do not give.',
        ]
      : []),
  ].join('\n');
}

function noteOf(
  name: string,
  profile: Profile,
  { points, notScored, coverage, caps }: Score,
): string[] {
  if (notScored === 'coverage')
    return [
      `${name}: ${profile} is not scored, as only ${Math.round(coverage * 100)} % of its rules could be asked.`,
    ];
  const [lowest] = [...caps].sort((a, b) => a.at - b.at);
  return lowest && points === lowest.at
    ? [
        `${name}: ${profile} is held at ${lowest.at}, as ${CAP_REASONS[lowest.because]}.`,
      ]
    : [];
}
