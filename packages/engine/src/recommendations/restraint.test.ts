import { builtInCauses } from '../causes';
import { Finding, ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { ResourceGraph } from '../graph/ResourceGraph';
import { minutes } from '../snapshot/durations';
import { Ingredient, ago, customObject, object, snapshotOf } from '../testing';
import { builtInRecommendations, readNext } from './index';
import { Recommender } from './Recommender';
import { Surroundings } from './Surroundings';

/** What is recommended for a risk or a point of hygiene that nothing else explains. */
function recommendedForFinding(
  detector: string,
  subject: ObjectReference,
  ingredients: readonly Ingredient[],
) {
  const snapshot = snapshotOf(ingredients);
  const finding: Finding = {
    id: 'found',
    detector,
    tier: 'risk',
    severity: 'low',
    subject,
    title: 'Untidy',
    message: 'Untidy',
    evidence: [],
    affected: [],
    symptoms: [],
  };
  return new Recommender({
    snapshot,
    graph: new ResourceGraph(snapshot),
    findings: [finding],
    causes: builtInCauses,
    rules: builtInRecommendations,
    fallback: readNext,
    onFailure(_, error) {
      throw error;
    },
  }).forRest();
}

const database = (claims: object[]) =>
  object('StatefulSet', 'postgres', {
    spec: {
      serviceName: 'postgres',
      replicas: 1,
      selector: { matchLabels: { app: 'postgres' } },
      template: {
        metadata: { labels: { app: 'postgres' } },
        spec: { containers: [{ name: 'postgres', image: 'postgres:16' }] },
      },
      volumeClaimTemplates: claims,
    },
  });

describe('what stands around a workload', () => {
  const workload = database([]);
  const deleting = {
    name: 'cart',
    namespace: 'shop',
    deletionTimestamp: ago(minutes(1)),
  };
  const sizing = (spec: object, metadata?: typeof deleting) =>
    customObject('VerticalPodAutoscaler.autoscaling.k8s.io', 'postgres', {
      spec: {
        targetRef: { kind: 'StatefulSet', name: 'postgres' },
        ...spec,
      },
      ...(metadata ? { metadata } : {}),
    });

  it.each<[string, Ingredient, boolean]>([
    ['an autoscaler in its usual mode', sizing({}), true],
    [
      'one at the start',
      sizing({ updatePolicy: { updateMode: 'Initial' } }),
      true,
    ],
    [
      'one that only tells',
      sizing({ updatePolicy: { updateMode: 'Off' } }),
      false,
    ],
    ['one that is being deleted', sizing({}, deleting), false],
    ['one that is malformed', sizing({ targetRef: 'postgres' }), false],
  ])('sizes it: %s', (_, autoscaler, expected) => {
    const around = new Surroundings(snapshotOf([workload, autoscaler]));
    expect(around.isSizedByAutoscaler(referenceTo(workload))).toBe(expected);
  });

  it('covers it: a budget that is not being deleted', () => {
    const budget = (metadata?: typeof deleting) =>
      object(
        'PodDisruptionBudget',
        'cart',
        { spec: { selector: { matchLabels: { app: 'postgres' } } } },
        metadata ? { metadata } : {},
      );
    const covering = (each: Ingredient) =>
      new Surroundings(snapshotOf([workload, each])).budgetsOf(
        workload as never,
      );
    expect(covering(budget())).toHaveLength(1);
    expect(covering(budget(deleting))).toEqual([]);
  });
});

describe('recommendations hold back', () => {
  it.each([
    ['a command that puts an empty database beside a full one', [{}], 0],
    ['nothing where pods keep no data of their own', [], 1],
  ])('%s', (_, claims, patches) => {
    const workload = database(claims);
    const [found] = recommendedForFinding(
      'resources.single-replica',
      referenceTo(workload),
      [workload],
    );
    expect(found.id).toBe('add-resilience');
    expect(found.steps.filter(each => each.patch)).toHaveLength(patches);
  });

  it('the repair of a Job that succeeded and is only kept', () => {
    const job = object('Job', 'migrate', {});
    const found = recommendedForFinding('job.ttl-missing', referenceTo(job), [
      job,
    ]);
    expect(found.map(each => each.id)).not.toContain('rerun-job');
  });

  it('a way through policies where there are none', () => {
    const namespace = object('Namespace', 'shop');
    const found = recommendedForFinding(
      'netpol.missing',
      referenceTo(namespace),
      [namespace],
    );
    expect(found.map(each => each.id)).not.toContain('allow-network-path');
  });
});
