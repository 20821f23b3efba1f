import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, textOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { ReportedFault, reportedFaults } from '../shared/reportedFaults';
import { nameOf } from '../shared/sightings';

const GROUP = 'operators.coreos.com';
const CSV = `ClusterServiceVersion.${GROUP}`;
const SUBSCRIPTION = `Subscription.${GROUP}`;
const INSTALL_PLAN = `InstallPlan.${GROUP}`;
const CATALOG = `CatalogSource.${GROUP}`;
const OPERATOR_GROUP = `OperatorGroup.${GROUP}`;
const GRACE = minutes(10);

/** A registry that nobody asked lately idles. */
const FINE_STATES: readonly string[] = ['READY', 'IDLE'];

const SUBSCRIPTION_FAULTS = [
  'ResolutionFailed',
  'BundleUnpackFailed',
  'InstallPlanFailed',
  'CatalogSourcesUnhealthy',
].map<ReportedFault>(type => ({
  detector: 'olm.subscription-stuck',
  kind: SUBSCRIPTION,
  type,
  bad: 'True',
  severity: 'medium',
  grace: GRACE,
  says: 'cannot be installed or upgraded',
}));

/** Operators that the Operator Lifecycle Manager (version 0) installs. */
export const operatorLifecycle = detectorFamily({
  rows: [
    {
      id: 'olm.catalog-unhealthy',
      title: 'Catalog of operators does not answer',
      kinds: [CATALOG],
      documentation: {
        speaks:
          'The registry of a CatalogSource that is ten minutes old is neither ready nor idle.',
      },
    },
    {
      id: 'olm.multiple-operatorgroups',
      title: 'Namespace has several OperatorGroups',
      kinds: [OPERATOR_GROUP],
      documentation: {
        speaks:
          'A namespace has more than one OperatorGroup: no operator in it is installed or upgraded.',
      },
    },
    {
      id: 'olm.installplan-stuck',
      title: 'Installation of an operator failed',
      kinds: [INSTALL_PLAN],
      concludesFrom: [SUBSCRIPTION],
      documentation: {
        speaks:
          'The present InstallPlan of a Subscription has failed. One that waits for approval is told of as information.',
        silent: 'Plans that no Subscription refers to any more.',
      },
    },
    {
      id: 'olm.subscription-stuck',
      title: 'Operator cannot be installed or upgraded',
      kinds: [SUBSCRIPTION],
      explainedBy: ['olm.installplan-stuck'],
      documentation: {
        speaks:
          'A Subscription has stated for ten minutes that it cannot be resolved, unpacked or installed, or that its catalogs are unhealthy.',
        silent: 'An upgrade that is merely available.',
      },
    },
    {
      id: 'olm.csv-failed',
      title: 'Operator is not installed',
      kinds: [CSV],
      documentation: {
        speaks:
          'A ClusterServiceVersion has been in another phase than Succeeded for ten minutes.',
        silent: 'Copies that stand for an operator of another namespace.',
      },
    },
  ],
  tier: 'problem',
  kinds: [SUBSCRIPTION],
  documentation: {
    sources: [
      'https://olm.operatorframework.io/docs/concepts/crds/',
      'https://olm.operatorframework.io/docs/troubleshooting/',
    ],
  },

  *read(context) {
    yield* reportedFaults(SUBSCRIPTION_FAULTS, context);
    yield* catalogs(context);
    yield* operatorGroups(context);
    yield* installPlans(context);
    yield* serviceVersions(context);
  },
});

function* catalogs({ snapshot }: DetectionContext): Iterable<FamilyDraft> {
  for (const catalog of snapshot.all(CATALOG)) {
    const { deletionTimestamp, creationTimestamp } = catalog.metadata;
    const { connectionState } = fieldsOf(catalog.status);
    const state = textOf(fieldsOf(connectionState).lastObservedState);
    if (deletionTimestamp || !state || FINE_STATES.includes(state)) continue;
    if (!olderThan(snapshot, creationTimestamp, GRACE)) continue;
    yield {
      detector: 'olm.catalog-unhealthy',
      subject: referenceTo(catalog),
      severity: 'medium',
      message: `The registry of ${nameOf(referenceTo(catalog))} is in state ${state}`,
      evidence: [
        field(catalog, 'status.connectionState.lastObservedState', state),
      ],
    };
  }
}

function* operatorGroups({
  snapshot,
}: DetectionContext): Iterable<FamilyDraft> {
  const groups = new Map<string, KubernetesObject[]>();
  for (const group of snapshot.all(OPERATOR_GROUP)) {
    const { namespace = '', deletionTimestamp } = group.metadata;
    if (!deletionTimestamp) append(groups, namespace, group);
  }
  for (const [namespace, all] of groups) {
    if (all.length < 2) continue;
    yield {
      detector: 'olm.multiple-operatorgroups',
      subject: { apiVersion: 'v1', kind: 'Namespace', name: namespace },
      severity: 'high',
      message: `Namespace ${namespace} has ${all.length} OperatorGroups, so no operator in it is installed or upgraded`,
      evidence: all.map(each =>
        field(each, 'metadata.name', each.metadata.name),
      ),
    };
  }
}

function* installPlans({ snapshot }: DetectionContext): Iterable<FamilyDraft> {
  for (const subscription of snapshot.all(SUBSCRIPTION)) {
    const { namespace, deletionTimestamp } = subscription.metadata;
    const { installPlanRef } = fieldsOf(subscription.status);
    const name = textOf(fieldsOf(installPlanRef).name);
    const plan = name && snapshot.get(INSTALL_PLAN, namespace, name);
    if (!plan || deletionTimestamp) continue;
    const { phase, message } = fieldsOf(plan.status);
    const isFailed = phase === 'Failed';
    const isWaiting =
      phase === 'RequiresApproval' && fieldsOf(plan.spec).approved !== true;
    if (!isFailed && !isWaiting) continue;
    if (!olderThan(snapshot, plan.metadata.creationTimestamp, GRACE)) continue;
    yield {
      detector: 'olm.installplan-stuck',
      subject: referenceTo(subscription),
      key: String(phase),
      severity: isFailed ? 'high' : 'info',
      ...(isFailed ? {} : { tier: 'hygiene' as const }),
      message: isFailed
        ? `${nameOf(referenceTo(plan))} of ${nameOf(referenceTo(subscription))} failed: ${textOf(message) ?? 'no reason given'}`
        : `${nameOf(referenceTo(plan))} of ${nameOf(referenceTo(subscription))} waits for approval`,
      evidence: [
        field(plan, 'status.phase', phase),
        ...(message ? [field(plan, 'status.message', message)] : []),
        field(plan, 'spec.approval', fieldsOf(plan.spec).approval),
      ],
      affected: [referenceTo(plan)],
    };
  }
}

function* serviceVersions({
  snapshot,
}: DetectionContext): Iterable<FamilyDraft> {
  for (const version of snapshot.all(CSV)) {
    const { deletionTimestamp, labels, creationTimestamp } = version.metadata;
    const {
      phase: told,
      reason,
      message,
      lastTransitionTime,
    } = fieldsOf(version.status);
    const isCopy =
      reason === 'Copied' || labels?.['olm.copiedFrom'] !== undefined;
    const phase = textOf(told);
    if (deletionTimestamp || isCopy || !phase || phase === 'Succeeded')
      continue;
    const since = textOf(lastTransitionTime);
    if (!olderThan(snapshot, since ?? creationTimestamp, GRACE)) continue;
    yield {
      detector: 'olm.csv-failed',
      subject: referenceTo(version),
      key: textOf(reason) ?? phase,
      severity: phase === 'Failed' ? 'high' : 'medium',
      message: `${nameOf(referenceTo(version))} is in phase ${phase}: ${textOf(message) ?? textOf(reason) ?? 'no reason given'}`,
      evidence: [
        field(version, 'status.phase', phase),
        field(version, 'status.reason', reason),
        field(version, 'status.message', message),
      ],
      since,
    };
  }
}
