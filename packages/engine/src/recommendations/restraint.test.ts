import { builtInCauses } from '../causes';
import { Finding, ObjectReference } from '../findings/Finding';
import { referenceTo } from '../findings/evidence';
import { ResourceGraph } from '../graph/ResourceGraph';
import { Ingredient, object, snapshotOf } from '../testing';
import { builtInRecommendations, readNext } from './index';
import { Recommender } from './Recommender';

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
