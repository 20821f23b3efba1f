import { Evidence, readDump } from '@opsagent/engine';
import { answerQuestion } from '../answer/answerQuestion';
import { QuestionSubject } from '../answer/QuestionSubject';
import { InvestigationScope } from '../cluster/InvestigationScope';
import { viewOfDump } from '../cluster/viewOfDump';
import { IncidentCase } from '../IncidentCase';
import { investigate } from '../investigate';
import { ModelChain } from '../model/ModelChain';
import { summarize } from '../summary/summarize';
import { ScriptedModel, ScriptedTurn } from '../testing/ScriptedModel';
import { writtenVerdict } from '../testing/writtenVerdict';
import { createPrivacy } from './createPrivacy';

const NOW = 'tenant (blue heron)';
const BEFORE = 'tenant (grey heron)';
const ELSEWHERE = 'tenant (red kite)';

const object = (
  kind: string,
  name: string,
  { owner, tenant }: { owner?: [kind: string, name: string]; tenant: string },
) => {
  const env = [{ name: 'TENANT', value: tenant }];
  const spec = { containers: [{ name: 'app', image: 'shop/pay:1', env }] };
  return {
    apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
    kind,
    metadata: {
      namespace: 'shop',
      name,
      uid: name,
      labels: { app: 'pay' },
      creationTimestamp: '2026-03-01T08:00:00Z',
      ownerReferences: owner
        ? [
            {
              apiVersion: 'apps/v1',
              kind: owner[0],
              name: owner[1],
              uid: owner[1],
              controller: true,
            },
          ]
        : [],
    },
    spec:
      kind === 'Pod'
        ? spec
        : {
            selector: { matchLabels: { app: 'pay' } },
            template: { metadata: { labels: { app: 'pay' } }, spec },
          },
  };
};

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'pay',
};
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: 'shop',
  name: 'pay-2-x',
};

const snapshot = readDump(
  [
    {
      path: 'objects.json',
      text: JSON.stringify({
        kind: 'List',
        items: [
          object('Deployment', 'pay', { tenant: NOW }),
          object('ReplicaSet', 'pay-1', {
            owner: ['Deployment', 'pay'],
            tenant: BEFORE,
          }),
          object('ReplicaSet', 'pay-2', {
            owner: ['Deployment', 'pay'],
            tenant: NOW,
          }),
          object('Pod', 'pay-2-x', {
            owner: ['ReplicaSet', 'pay-2'],
            tenant: NOW,
          }),
          object('Pod', 'cart', { tenant: ELSEWHERE }),
        ],
      }),
    },
    { path: 'shop/cart/logs.txt', text: `no such ${ELSEWHERE}\n` },
  ],
  {
    capturedAt: new Date('2026-03-01T12:00:00Z'),
    kindsWithoutObjects: 'empty',
  },
);

const view = viewOfDump(
  snapshot,
  { findings: [] },
  InvestigationScope.ofCluster(),
);

/** Its pod of which the log was read is gone by now. */
const GONE = { ...POD, name: 'pay-2-gone' };

function incidentWith(...evidence: Evidence[]): IncidentCase {
  const subject = DEPLOYMENT;
  return {
    id: 'incident',
    cluster: 'prod',
    title: 'pay is broken',
    severity: 'high',
    subject,
    causes: [],
    recommendations: [],
    findings: [
      {
        id: 'a',
        detector: 'runtime.crash',
        severity: 'high',
        subject,
        title: 'pay crashes',
        message: 'It exits',
        evidence,
        affected: [GONE],
      },
    ],
  };
}

const LOGGED = incidentWith({
  type: 'log',
  object: GONE,
  container: 'app',
  lines: [`no such ${NOW}, as ${BEFORE} was`],
});
const FIELD = incidentWith({
  type: 'field',
  object: POD,
  path: 'spec.containers[0].env[0].value',
  value: NOW,
});

const ANSWER = JSON.stringify({
  outcome: 'answered',
  statements: [{ text: 'So.', evidence: ['E1'] }],
  missing: [],
  filter: null,
  next_questions: [],
  hostile_text: [],
});

function setUp(...turns: ScriptedTurn[]) {
  const model = new ScriptedModel(turns);
  const common = {
    models: new ModelChain([model]),
    privacy: createPrivacy({ key: 'test' }),
    signal: new AbortController().signal,
  };
  return {
    common,
    sent: () => JSON.stringify(model.requests),
    asked: () => model.requests.length,
  };
}

describe('what is told of objects before they are read', () => {
  it('is masked in an investigation, also where an earlier revision or a pod that is gone said it', async () => {
    const { common, sent } = setUp(
      'Enough.',
      JSON.stringify(writtenVerdict({}, { prior: null })),
    );
    await investigate({ ...common, incident: LOGGED, view });
    expect(sent()).toMatch(/no such <value-\w+>, as <value-\w+> was/);
    expect(sent()).not.toContain('heron');
  });

  it.each<[string, QuestionSubject]>([
    ['an incident', { type: 'incident', incident: LOGGED }],
    [
      'an entity',
      {
        type: 'entity',
        name: 'component:default/pay',
        facts: [
          {
            kind: 'finding',
            about: DEPLOYMENT,
            text: `high: no such ${NOW}, as ${BEFORE} was`,
          },
        ],
      },
    ],
  ])('is masked in an answer about %s', async (_, subject) => {
    const { common, sent } = setUp('Enough.', ANSWER);
    const cluster = { scope: view.scope, read: async () => view };
    await answerQuestion({ ...common, question: 'Why?', subject, cluster });
    expect(sent()).toMatch(/no such <value-\w+>, as <value-\w+> was/);
    expect(sent()).not.toContain('heron');
  });

  it('is masked as far as the evidence itself shows it, where the cluster cannot be read or nobody looks at it', async () => {
    const unread = setUp('Enough.', ANSWER);
    const read = async () => {
      throw new Error('it takes kubernetes.proxy');
    };
    await answerQuestion({
      ...unread.common,
      question: 'Why?',
      subject: { type: 'incident', incident: FIELD },
      cluster: { scope: view.scope, read },
    });
    const explained = setUp(
      JSON.stringify({
        sentences: [{ text: 'So.', evidence: ['E1'], recommendations: [] }],
      }),
    );
    await summarize({ ...explained.common, incident: FIELD });
    for (const { asked, sent } of [unread, explained]) {
      expect(asked()).toBeGreaterThan(0);
      expect(sent()).toMatch(/<value-\w+>/);
      expect(sent()).not.toContain('heron');
    }
  });

  it('is masked in what a tool brings of it', async () => {
    const logs = {
      namespace: 'shop',
      pod: 'cart',
      container: 'app',
      previous: false,
      since_minutes: null,
      contains: null,
      lines: 9,
    };
    const { common, sent } = setUp(
      [{ name: 'get_logs', arguments: logs }],
      'Enough.',
      JSON.stringify(writtenVerdict({}, { prior: null })),
    );
    await investigate({ ...common, incident: FIELD, view });
    expect(sent()).toMatch(/no such <value-\w+>/);
    expect(sent()).not.toContain('red kite');
  });
});
