import { builtInCauses } from '../causes';
import { Finding } from '../findings/Finding';
import { absence, logEvidence, referenceTo } from '../findings/evidence';
import { ResourceGraph } from '../graph/ResourceGraph';
import { Ingredient, object, ownedBy, snapshotOf } from '../testing';
import { builtInRecommendations, readNext } from './index';
import { Recommender } from './Recommender';
import { readyCommands, recommendedForCause } from './testRecommendations';

interface Template {
  labels?: Record<string, string>;
  spec?: object;
}

const container = (key: string) => ({
  name: 'app',
  env: [
    {
      name: 'PASSWORD',
      valueFrom: { secretKeyRef: { name: 'cart-db', key } },
    },
  ],
});

/** A Deployment at revision 2, with the template that each revision has. */
function released(before: Template, now: Template): Ingredient[] {
  const template = ({ labels = { app: 'cart' }, spec }: Template) => ({
    metadata: { labels },
    spec: { containers: [{ name: 'app' }], ...spec },
  });
  const deployment = object('Deployment', 'cart', {
    spec: { template: template(now) },
  });
  const revision = (number: number, of: Template) =>
    ownedBy(
      deployment,
      object(
        'ReplicaSet',
        `cart-${number}`,
        { spec: { template: template(of) } },
        {
          metadata: {
            annotations: { 'deployment.kubernetes.io/revision': `${number}` },
          },
        },
      ),
    );
  return [deployment, revision(1, before), revision(2, now)];
}

const isTakenBack = (
  cause: string,
  subject: Ingredient,
  finding: Partial<Finding>,
  cluster: readonly Ingredient[],
) =>
  recommendedForCause(
    { cause, subject: referenceTo(subject as never), finding },
    cluster,
  )
    .filter(each => each.id === 'rollback-change')
    .flatMap(readyCommands)
    .some(each => each.includes('--to-revision=1'));

describe('a release is taken back', () => {
  const noKey = (key: string) => ({
    detector: 'config.secret-key-missing',
    evidence: [
      absence(
        {
          apiVersion: 'v1',
          kind: 'Secret',
          namespace: 'shop',
          name: 'cart-db',
        },
        `key "${key}"`,
      ),
    ],
  });
  const password = { spec: { containers: [container('password')] } };
  const pass = { spec: { containers: [container('pass')] } };

  it.each([
    ['that wants another key of a Secret', pass, password, true],
    ['but not where the one before wanted it, too', password, password, false],
  ])('%s', (_, before, now, expected) => {
    const cluster = released(before, now);
    expect(
      isTakenBack(
        'config-reference-missing',
        cluster[0],
        noKey('password'),
        cluster,
      ),
    ).toBe(expected);
  });

  const service = object('Service', 'cart', {
    spec: { selector: { app: 'cart' } },
  });

  it.each([
    ['that changed the labels', { app: 'cart' }, { app: 'basket' }, true],
    ['but not where they never fitted', { app: 'a' }, { app: 'b' }, false],
  ])('%s', (_, before, now, expected) => {
    const cluster = [service, ...released({ labels: before }, { labels: now })];
    expect(isTakenBack('service-selector-wrong', service, {}, cluster)).toBe(
      expected,
    );
  });

  const on = (size: string) => ({ spec: { nodeSelector: { size } } });
  const near = (size: string) => ({
    spec: {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: 'size', operator: 'In', values: [size] },
                ],
              },
            ],
          },
        },
      },
    },
  });
  const named = (nodeName: string) => ({ spec: { nodeName } });

  it.each([
    ['that asked for other nodes', on('large'), on('lrage'), true],
    ['but not for nodes that are gone', on('huge'), on('lrage'), false],
    ['but not where they asked for the same', on('lrage'), on('lrage'), false],
    ['that asked for nodes by affinity', near('large'), near('lrage'), true],
    [
      'but not to affinity that is as unfit',
      near('gone'),
      near('lrage'),
      false,
    ],
    ['that named a node', {}, named('gone'), true],
  ])('%s', (_, before, now, expected) => {
    const node = object('Node', 'worker-1', {}, { labels: { size: 'large' } });
    const cluster = [node, ...released(before, now)];
    expect(isTakenBack('placement-rule-unfit', cluster[1], {}, cluster)).toBe(
      expected,
    );
  });
});

describe('files on a volume', () => {
  const [deployment] = released({}, {});
  const told = (line: string) =>
    recommendedForCause(
      {
        cause: 'volume-permissions',
        subject: referenceTo(deployment as never),
        finding: {
          evidence: [logEvidence(object('Pod', 'cart-1'), 'app', [line])],
        },
      },
      [deployment],
    ).map(each => JSON.stringify(each.steps.map(({ patch }) => patch)));

  it('are given to the group of the pod', () => {
    expect(told('mkdir /data/x: permission denied').join()).toMatch(/fsGroup/);
  });

  it.each([
    'FATAL: data directory "/var/lib/postgresql/data" has wrong ownership',
    'FATAL: data directory "/var/lib/postgresql/data" has invalid permissions',
  ])('are not where the program wants them for itself: %s', line => {
    expect(told(line).join()).not.toMatch(/fsGroup/);
  });
});

describe('risks and hygiene', () => {
  function recommended(detector: string, subject: Ingredient, key?: string) {
    const snapshot = snapshotOf([subject]);
    const finding: Finding = {
      id: detector,
      detector,
      tier: 'hygiene',
      severity: 'low',
      subject: referenceTo(subject as never),
      title: 'Untidy',
      message: 'Untidy',
      evidence: [],
      affected: [],
      symptoms: [],
      ...(key ? { key } : {}),
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
  const patchesOf = (detector: string, subject: Ingredient, key?: string) =>
    recommended(detector, subject, key).flatMap(({ steps }) =>
      steps.flatMap(each => (each.patch ? [JSON.stringify(each.patch)] : [])),
    );
  const running = (securityContext: object) =>
    object('Deployment', 'cart', {
      spec: {
        template: { spec: { containers: [{ name: 'app', securityContext }] } },
      },
    });
  const CONTEXT = /"securityContext":(\{.*?\})(?:\}|,"name)/;

  it.each([
    [
      'security.seccomp-missing',
      {},
      '{"seccompProfile":{"type":"RuntimeDefault"}',
    ],
    ['security.privilege-escalation', {}, '{"allowPrivilegeEscalation":false}'],
    [
      'security.privilege-escalation',
      { privileged: true },
      '{"allowPrivilegeEscalation":false,"privileged":false}',
    ],
    ['security.writable-root-fs', {}, '{"readOnlyRootFilesystem":true}'],
  ])('%s asks for that restriction alone', (detector, context, expected) => {
    const [patch] = patchesOf(detector, running(context));
    expect(CONTEXT.exec(patch)?.[1]).toBe(expected);
  });

  it.each([
    ['job.ttl-missing', object('Job', 'import'), 'expire-job'],
    ['netpol.missing', object('Namespace', 'shop'), 'isolate-pods'],
    [
      'cronjob.suspended',
      object('CronJob', 'nightly', { spec: { suspend: true } } as object),
      'resume-suspended',
    ],
    [
      'job.suspended',
      object('Job', 'import', { spec: { suspend: true } } as object),
      'resume-suspended',
    ],
    [
      'apiservice.unavailable',
      object('APIService', 'v1.example.org', {
        spec: { service: { namespace: 'shop', name: 'api' } },
      } as object),
      'restore-aggregated-api',
    ],
  ])('%s has a recommendation', (detector, subject, id) => {
    expect(recommended(detector, subject).map(each => each.id)).toEqual([id]);
  });

  it('a Job that is kept is given a day, a namespace its own callers', () => {
    expect(patchesOf('job.ttl-missing', object('Job', 'import'))[0]).toMatch(
      /"ttlSecondsAfterFinished":86400/,
    );
    expect(patchesOf('netpol.missing', object('Namespace', 'shop'))[0]).toMatch(
      /"podSelector":\{\},"policyTypes":\["Ingress"\]/,
    );
    expect(patchesOf('netpol.missing', running({}), 'egress')).toEqual([]);
  });

  it('pods are isolated by what selects them, not by what a release changes', () => {
    const labels = { app: 'cart', 'app.kubernetes.io/version': '1.4.2' };
    const deployment = object('Deployment', 'cart', {
      spec: {
        selector: { matchLabels: { app: 'cart' } },
        template: { metadata: { labels } },
      },
    });
    expect(patchesOf('netpol.missing', deployment).join()).toMatch(
      /"podSelector":\{"matchLabels":\{"app":"cart"\}\}/,
    );
  });
});
