import { field, referenceTo } from '../../findings/evidence';
import { days, minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf } from '../../snapshot/untyped';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import {
  RETRY_GRACE,
  ReportedFault,
  reportedFaults,
} from '../shared/reportedFaults';
import { nameOf } from '../shared/sightings';

const APPLIED = [
  'Kustomization.kustomize.toolkit.fluxcd.io',
  'HelmRelease.helm.toolkit.fluxcd.io',
] as const;
const SOURCES = [
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'Bucket',
].map(kind => `${kind}.source.toolkit.fluxcd.io`);
const SUSPENDED_GRACE = days(1);

const isSuspended = ({ spec }: KubernetesObject) =>
  fieldsOf(spec).suspend === true;

const FAULTS: readonly ReportedFault[] = [
  ...APPLIED.flatMap(kind =>
    (
      [
        ['Stalled', 'True'],
        ['Ready', 'False'],
      ] as const
    ).map<ReportedFault>(([type, bad]) => ({
      detector: 'flux.not-ready',
      kind,
      type,
      bad,
      severity: 'high',
      grace: RETRY_GRACE,
      patience: {
        reasons: ['Progressing', 'DependencyNotReady'],
        grace: minutes(15),
      },
      says: 'is not applied',
      isIdle: isSuspended,
    })),
  ),
  ...SOURCES.flatMap(kind =>
    (
      [
        ['FetchFailed', 'True'],
        ['Ready', 'False'],
      ] as const
    ).map<ReportedFault>(([type, bad]) => ({
      detector: 'flux.source-not-ready',
      kind,
      type,
      bad,
      severity: 'high',
      grace: RETRY_GRACE,
      says: 'cannot be fetched',
      isIdle: isSuspended,
    })),
  ),
];

/** What Flux applies and where it takes it from, by what it says of them. */
export const flux = detectorFamily({
  rows: [
    {
      id: 'flux.source-not-ready',
      title: 'Flux cannot fetch a source',
      kinds: [SOURCES[0]],
      concludesFrom: SOURCES.slice(1),
      documentation: {
        speaks:
          'Flux has said for five minutes that a source is not ready or could not be fetched.',
        sources: ['https://fluxcd.io/flux/components/source/'],
      },
    },
    {
      id: 'flux.not-ready',
      title: 'Flux cannot apply an object',
      documentation: {
        speaks:
          'Flux has said for five minutes that a Kustomization or HelmRelease is not ready or stalled; fifteen where it still works or waits for another one.',
        sources: [
          'https://fluxcd.io/flux/components/kustomize/kustomizations/#conditions',
          'https://fluxcd.io/flux/components/helm/helmreleases/#conditions',
        ],
      },
    },
    {
      id: 'flux.suspended',
      title: 'Flux was told to leave an object alone',
      tier: 'hygiene',
      concludesFrom: [APPLIED[1], ...SOURCES],
      documentation: {
        speaks: 'An object has been suspended for a day.',
        sources: [
          'https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend',
        ],
      },
    },
  ],
  tier: 'problem',
  kinds: [APPLIED[0]],
  concludesFrom: [APPLIED[1]],
  documentation: {
    silent: 'Suspended objects, and conditions of an earlier spec.',
  },

  *read(context) {
    yield* reportedFaults(FAULTS, context);
    for (const kind of [...APPLIED, ...SOURCES])
      for (const object of context.snapshot.all(kind))
        yield* suspended(object, context);
  },
});

function* suspended(
  object: KubernetesObject,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { deletionTimestamp, creationTimestamp } = object.metadata;
  if (deletionTimestamp || !isSuspended(object)) return;
  const since = lastWritten(object, 'spec') ?? creationTimestamp;
  if (!olderThan(snapshot, since, SUSPENDED_GRACE)) return;
  yield {
    detector: 'flux.suspended',
    subject: referenceTo(object),
    severity: 'info',
    message: `${nameOf(referenceTo(object))} is suspended`,
    evidence: [field(object, 'spec.suspend', true)],
  };
}
