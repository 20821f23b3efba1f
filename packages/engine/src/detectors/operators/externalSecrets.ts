import { field, referenceTo } from '../../findings/evidence';
import { minutes } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { goDuration } from '../shared/goDuration';
import { reportedCondition } from '../shared/reportedCondition';
import {
  RETRY_GRACE,
  ReportedFault,
  reportedFaults,
} from '../shared/reportedFaults';
import { nameOf } from '../shared/sightings';

const GROUP = 'external-secrets.io';
const EXTERNAL_SECRET = `ExternalSecret.${GROUP}`;
const STORES = [`SecretStore.${GROUP}`, `ClusterSecretStore.${GROUP}`];
/** How many intervals may pass without a refresh: one can fail, or the controller restart. */
const MISSED_INTERVALS = 3;
const SHORTEST = minutes(5);

const FAULTS: readonly ReportedFault[] = [
  {
    detector: 'externalsecrets.not-synced',
    kind: EXTERNAL_SECRET,
    type: 'Ready',
    bad: 'False',
    severity: 'high',
    grace: RETRY_GRACE,
    says: 'is not synced',
  },
  ...STORES.map<ReportedFault>(kind => ({
    detector: 'externalsecrets.store-not-ready',
    kind,
    type: 'Ready',
    bad: 'False',
    severity: 'high',
    grace: RETRY_GRACE,
    says: 'cannot be used',
  })),
];

/** Secrets that are to come from a store outside, and the stores. */
export const externalSecrets = detectorFamily({
  rows: [
    {
      id: 'externalsecrets.not-synced',
      title: 'ExternalSecret is not synced',
      documentation: {
        speaks:
          'The operator has said for five minutes that an ExternalSecret is not ready, or three of its refresh intervals have passed without a refresh.',
        silent:
          'The age of the last refresh where secrets are to be fetched once only.',
      },
    },
    {
      id: 'externalsecrets.store-not-ready',
      title: 'Store of external secrets is not ready',
      kinds: [STORES[0]],
      concludesFrom: [STORES[1]],
      documentation: {
        speaks:
          'The operator has said for five minutes that a SecretStore or ClusterSecretStore is not ready.',
      },
    },
  ],
  tier: 'problem',
  kinds: [EXTERNAL_SECRET],
  documentation: {
    sources: ['https://external-secrets.io/latest/api/externalsecret/'],
  },

  *read(context) {
    yield* reportedFaults(FAULTS, context);
    for (const each of context.snapshot.all(EXTERNAL_SECRET))
      yield* notRefreshed(each, context);
  },
});

function* notRefreshed(
  secret: KubernetesObject,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { refreshInterval = '1h', refreshPolicy = 'Periodic' } = fieldsOf(
    secret.spec,
  );
  const interval = goDuration(refreshInterval);
  if (secret.metadata.deletionTimestamp || !interval) return;
  if (refreshPolicy !== 'Periodic') return;
  if (reportedCondition(secret, 'Ready')?.status !== 'True') return;
  const refreshTime = textOf(fieldsOf(secret.status).refreshTime);
  const age = snapshot.age(refreshTime);
  if (age === undefined) return;
  if (age < Math.max(interval * MISSED_INTERVALS, SHORTEST)) return;
  yield {
    detector: 'externalsecrets.not-synced',
    subject: referenceTo(secret),
    key: 'stale',
    severity: 'high',
    message: `${nameOf(referenceTo(secret))} is to be refreshed each ${String(refreshInterval)} and was last at ${refreshTime}`,
    evidence: [
      field(secret, 'spec.refreshInterval', refreshInterval),
      field(secret, 'status.refreshTime', refreshTime),
    ],
    since: refreshTime,
  };
}
