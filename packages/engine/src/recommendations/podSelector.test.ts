import { Workload } from '../graph/workloads';
import { object } from '../testing';
import { podSelector } from './podSelector';

const LABELS = {
  app: 'cart',
  'app.kubernetes.io/version': '1.4.2',
  'helm.sh/chart': 'cart-0.3.1',
  'pod-template-hash': '5f',
};
const template = { metadata: { labels: LABELS } };
const workload = (kind: string, spec: object) =>
  object(kind as 'Deployment', 'cart', { spec } as object) as Workload;

describe('podSelector', () => {
  it.each([
    [
      'the selector of a Deployment',
      workload('Deployment', {
        selector: { matchLabels: { app: 'cart' } },
        template,
      }),
      { matchLabels: { app: 'cart' } },
    ],
    [
      'its expressions as well',
      workload('StatefulSet', {
        selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
        template,
      }),
      { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    ],
    [
      'what a ReplicaSet shares with its successors',
      workload('ReplicaSet', {
        selector: { matchLabels: { app: 'cart', 'pod-template-hash': '5f' } },
        template,
      }),
      { matchLabels: { app: 'cart' } },
    ],
    [
      'the bare labels of a ReplicationController',
      workload('ReplicationController', {
        selector: { app: 'cart' },
        template,
      }),
      { matchLabels: { app: 'cart' } },
    ],
    [
      'what the runs of a CronJob share',
      workload('CronJob', { jobTemplate: { spec: { template } } }),
      { matchLabels: { app: 'cart' } },
    ],
  ])('is %s', (_, of, expected) => {
    expect(podSelector(of)).toEqual(expected);
  });

  it.each([
    ['no workload', undefined],
    [
      'pods of one run',
      workload('Job', {
        selector: { matchLabels: { 'controller-uid': 'a' } },
        template: { metadata: { labels: { 'job-name': 'cart' } } },
      }),
    ],
    ['no label', workload('Deployment', { selector: {}, template })],
  ])('is nothing for %s', (_, of) => {
    expect(podSelector(of)).toBeUndefined();
  });
});
