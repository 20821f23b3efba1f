import { append } from '../append';
import { DetectionContext, Detector } from '../detectors/Detector';
import { Finding } from '../findings/Finding';
import { AskedRow, askRow } from './AskedRow';
import { mayCap } from './capsOf';
import { clusterScore } from './clusterScore';
import { exposedSubjects } from './exposedSubjects';
import { overallOf } from './overallOf';
import { CLUSTER_SCOPE, populationsOf } from './Population';
import { PROFILE_DEFINITIONS } from './profiles';
import { reasonAgainst } from './reasonAgainst';
import { rounded } from './rounded';
import { NamespaceScores, Profile, ProfileScores, Scores } from './Score';
import { WeighedScore, scoreProfile } from './scoreProfile';
import { subjectNumbersOf } from './SubjectNumbers';
import { Violations } from './Violations';

export interface ScoreOptions extends DetectionContext {
  detectors: readonly Detector[];
  findings: readonly Finding[];
  /** Findings that somebody has accepted: their subjects do not count for the rule. */
  accepted: readonly Finding[];
  /** Ids of detectors that did not run, or broke. */
  silent: ReadonlySet<string>;
  /** Called with the id of a detector, or the name of a part of the scores, that broke. */
  onFailure(id: string, error: unknown): void;
}

const NOBODY: ReadonlySet<number> = new Set();

/** How well the cluster and its namespaces are kept, after what was found and what was looked at. What breaks costs only itself. */
export function scoresOf(options: ScoreOptions): Scores {
  const { snapshot, graph, findings, silent, onFailure } = options;
  const numbers = subjectNumbersOf(graph);
  const populations = populationsOf(graph);
  const detectors = new Map(
    options.detectors
      .filter(each => each.tier !== 'problem')
      .map(each => [each.id, each]),
  );
  const accepted = new Map<string, Set<number>>();
  for (const { detector, subject } of options.accepted)
    accepted.set(
      detector,
      (accepted.get(detector) ?? new Set()).add(numbers.of(subject)),
    );
  const violations = new Violations(findings, numbers);
  const capping = new Map<string, Finding[]>();
  for (const finding of findings)
    if (mayCap(finding))
      append(capping, finding.subject.namespace ?? CLUSTER_SCOPE, finding);
  const attempt = <T>(part: string, compute: () => T, otherwise: T): T => {
    try {
      return compute();
    } catch (error) {
      onFailure(`scores.${part}`, error);
      return otherwise;
    }
  };
  const exposed = attempt(
    'exposed-workloads',
    () => exposedSubjects({ snapshot, graph }, numbers),
    new Set<number>(),
  );

  const profiles = new Map<Profile, ReadonlyMap<string, WeighedScore>>();
  for (const definition of PROFILE_DEFINITIONS) {
    const { profile } = definition;
    const rows = definition.rows.flatMap<AskedRow>(row => {
      const asked = askRow(row, {
        snapshot,
        detectors,
        silent,
        populations,
        onFailure,
      });
      return asked ? [asked] : [];
    });
    const inputs = {
      definition,
      rows,
      violations,
      accepted,
      capping,
      countingTwice: profile === 'security' ? exposed : NOBODY,
    };
    profiles.set(
      profile,
      attempt(profile, () => scoreProfile(inputs), new Map()),
    );
  }
  return {
    cluster: clusterScore(profiles),
    namespaces: namespacesOf(profiles),
  };
}

function namespacesOf(
  profiles: ReadonlyMap<Profile, ReadonlyMap<string, WeighedScore>>,
): NamespaceScores[] {
  const names = new Set(
    [...profiles.values()].flatMap(each => [...each.keys()]),
  );
  names.delete(CLUSTER_SCOPE);
  return [...names].sort().map(namespace => {
    const scores = Object.fromEntries(
      PROFILE_DEFINITIONS.map(definition => [
        definition.profile,
        profiles.get(definition.profile)?.get(namespace)?.score ?? {
          notScored: reasonAgainst(definition, 1, 0),
          coverage: rounded(1),
          losses: [],
          caps: [],
        },
      ]),
    ) as unknown as ProfileScores;
    const overall = overallOf(scores);
    return { namespace, ...(overall ? { overall } : {}), profiles: scores };
  });
}
