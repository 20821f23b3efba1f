import { field, referenceTo } from '../../findings/evidence';
import { conditionOf } from '../../snapshot/conditions';
import { days, olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { lastWritten } from '../../snapshot/writes';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { outageOf } from './serviceOutage';

type Definition = KnownKinds['CustomResourceDefinition'];

const GRACE = seconds(60);
/** Migrations take their time. */
const MIGRATION = days(7);

/** Definitions of custom resources that the API server cannot serve, or whose stored objects it will not be able to read. */
export const customResourceDefinitions = detectorFamily({
  rows: [
    {
      id: 'crd.not-established',
      title: 'Custom resource is not served',
      documentation: {
        speaks:
          'A CustomResourceDefinition has had the condition NamesAccepted=False or Established=False for a minute: usually another one has taken its names.',
      },
    },
    {
      id: 'crd.conversion-broken',
      title: 'Nothing converts between versions of a custom resource',
      concludesFrom: ['Service', 'Pod', 'EndpointSlice'],
      documentation: {
        speaks:
          'A CustomResourceDefinition with several versions converts by a webhook whose Service does not exist, lacks the port, or has no ready endpoint. Reading objects in another version than they are stored in fails.',
        silent: 'Webhooks called by URL.',
      },
    },
    {
      id: 'crd.stored-version-unserved',
      title: 'Custom resources may be stored in a version no longer served',
      tier: 'hygiene',
      documentation: {
        speaks:
          '`status.storedVersions` names a version that is no longer served, for a week since the definition was last written. Its objects must be stored anew before that version is removed.',
      },
    },
  ],
  tier: 'problem',
  kinds: ['CustomResourceDefinition'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/',
    ],
  },

  *read(context) {
    for (const definition of context.snapshot.all('CustomResourceDefinition')) {
      if (definition.metadata.deletionTimestamp) continue;
      yield* notEstablished(definition, context);
      yield* conversionBroken(definition, context);
      yield* storedVersionUnserved(definition, context);
    }
  },
});

function* notEstablished(
  definition: Definition,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  for (const type of ['NamesAccepted', 'Established']) {
    const condition = conditionOf(definition, type);
    if (condition?.status !== 'False') continue;
    if (!olderThan(snapshot, condition.lastTransitionTime, GRACE)) continue;
    const { reason, message } = condition;
    yield {
      detector: 'crd.not-established',
      subject: referenceTo(definition),
      severity: 'high',
      message: `${definition.spec.names?.kind ?? definition.metadata.name} is not served: ${message ?? reason ?? 'no reason given'}`,
      evidence: [
        field(definition, `status.conditions[${type}].reason`, reason),
        field(definition, `status.conditions[${type}].message`, message),
      ],
      since: condition.lastTransitionTime,
    };
    return;
  }
}

function* conversionBroken(
  definition: Definition,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const { conversion, versions = [] } = definition.spec ?? {};
  const service = conversion?.webhook?.clientConfig?.service;
  if (conversion?.strategy !== 'Webhook' || !service) return;
  if (!isConverted(definition)) return;
  const outage = outageOf(service, definition, context);
  if (!outage) return;
  const path = 'spec.conversion.webhook.clientConfig.service';
  yield {
    detector: 'crd.conversion-broken',
    subject: referenceTo(definition),
    severity: 'high',
    message: `${definition.spec.names?.kind ?? definition.metadata.name} is converted by Service ${service.namespace}/${service.name}, ${outage.because}`,
    evidence: [
      field(definition, path, service),
      field(
        definition,
        'spec.versions',
        versions.map(({ name, served, storage }) => ({
          name,
          served,
          storage,
        })),
      ),
      ...outage.evidence,
    ],
    ...(outage.since ? { since: outage.since } : {}),
  };
}

/** While objects are stored in the only version that is served, nothing is ever converted. */
function isConverted({ spec, status }: Definition) {
  const inUse = new Set([
    ...(status?.storedVersions ?? []),
    ...(spec.versions ?? [])
      .filter(each => each.served || each.storage)
      .map(each => each.name),
  ]);
  return inUse.size > 1;
}

function* storedVersionUnserved(
  definition: Definition,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const { metadata, spec, status } = definition;
  const changed = lastWritten(definition, 'spec') ?? metadata.creationTimestamp;
  if (!olderThan(snapshot, changed, MIGRATION)) return;
  const stored = status?.storedVersions ?? [];
  for (const version of spec?.versions ?? []) {
    if (version.served || version.storage || !stored.includes(version.name))
      continue;
    yield {
      detector: 'crd.stored-version-unserved',
      subject: referenceTo(definition),
      key: version.name,
      severity: 'low',
      message: `Objects of ${spec.names?.kind ?? metadata.name} may still be stored in version ${version.name}, which is no longer served`,
      evidence: [
        field(definition, 'status.storedVersions', stored),
        field(definition, `spec.versions[${version.name}].served`, false),
      ],
    };
  }
}
