import { days } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { apiDetectors } from '.';

const run = detectorRunner(...apiDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(
    each => `${each.detector} ${each.tier} ${subjectOf(each)} ${each.key}`,
  );

const written = (apiVersion: string, kind: string, metadata: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'cart', namespace: 'shop', ...metadata },
});
const node = (version: string) =>
  object('Node', 'a', {
    status: { nodeInfo: { kubeletVersion: version } } as object,
  });
const budgetBy = (apiVersion: string, age: number) =>
  written('policy/v1', 'PodDisruptionBudget', {
    managedFields: [
      {
        manager: 'helm',
        operation: 'Update',
        apiVersion,
        time: ago(age),
        fieldsV1: { 'f:spec': {} },
      },
    ],
  });

describe('versions of manifests', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a file for no known cluster',
      [written('batch/v1beta1', 'CronJob')],
      'api.removed-version risk CronJob/cart batch/v1beta1',
    ],
    [
      'a kind that changed its group',
      [written('extensions/v1beta1', 'Ingress')],
      'api.removed-version risk Ingress/cart extensions/v1beta1',
    ],
    [
      'a cluster that is newer',
      [node('v1.34.1'), written('apps/v1beta2', 'Deployment')],
      'api.removed-version risk Deployment/cart apps/v1beta2',
    ],
    [
      'a tool',
      [node('v1.25.0'), budgetBy('policy/v1beta1', days(3))],
      'api.removed-version risk PodDisruptionBudget/cart policy/v1beta1',
    ],
    [
      'a cluster that still serves it',
      [node('v1.24.9'), budgetBy('policy/v1beta1', days(3))],
      'api.deprecated-version hygiene PodDisruptionBudget/cart policy/v1beta1',
    ],
  ])('are told of for %s', (_, ingredients, expected) => {
    expect(told(...ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a version that is served', [written('batch/v1', 'CronJob')]],
    [
      'a kind that keeps its beta version',
      [written('networking.k8s.io/v1beta1', 'ServiceCIDR')],
    ],
    ['a tool that has been silent', [budgetBy('policy/v1beta1', days(31))]],
    [
      'a tool that writes the present version',
      [budgetBy('policy/v1', days(3))],
    ],
    [
      'what a controller makes',
      [
        ownedBy(
          object('Deployment', 'operator'),
          written('batch/v1beta1', 'CronJob'),
        ),
      ],
    ],
    [
      'nodes that nobody could read',
      [unreadKind('Node'), written('batch/v1beta1', 'CronJob')],
    ],
    ['an add-on', [written('example.org/v1beta1', 'Ingress')]],
  ])('are accepted for %s', (_, ingredients) => {
    expect(told(...ingredients)).toEqual([]);
  });

  it('name the field, the tool and the successor', () => {
    const [found] = run([node('v1.34.0'), budgetBy('policy/v1beta1', days(3))]);
    expect(found).toMatchObject({
      message:
        'PodDisruptionBudget shop/cart was written by helm in policy/v1beta1, which Kubernetes no longer serves from 1.25 on: use policy/v1',
      evidence: [
        {
          path: 'metadata.managedFields[0].apiVersion',
          value: 'policy/v1beta1',
        },
      ],
    });
  });
});

const templated = (template: object) =>
  object('Deployment', 'cart', { spec: { template } as object });

describe('api.deprecated-field', () => {
  it.each<[string, Ingredient, string]>([
    [
      'an AppArmor annotation',
      templated({
        metadata: {
          annotations: {
            'container.apparmor.security.beta.kubernetes.io/app':
              'runtime/default',
          },
        },
      }),
      'Deployment/cart container.apparmor.security.beta.kubernetes.io/',
    ],
    [
      'an old zone label',
      templated({
        spec: {
          nodeSelector: { 'failure-domain.beta.kubernetes.io/zone': 'a' },
        },
      }),
      'Deployment/cart failure-domain.beta.kubernetes.io/',
    ],
    [
      'a gitRepo volume',
      templated({
        spec: { volumes: [{ name: 'a', gitRepo: { repository: 'x' } }] },
      }),
      'Deployment/cart gitRepo',
    ],
    [
      'the short name of the account',
      templated({ spec: { serviceAccount: 'cart' } }),
      'Deployment/cart serviceAccount',
    ],
    [
      'a class by annotation',
      object(
        'Ingress',
        'cart',
        {},
        {
          metadata: { annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
        },
      ),
      'Ingress/cart kubernetes.io/ingress.class',
    ],
    [
      'a storage class by annotation',
      object(
        'PersistentVolumeClaim',
        'cart',
        {},
        {
          metadata: {
            annotations: { 'volume.beta.kubernetes.io/storage-class': 'fast' },
          },
        },
      ),
      'PersistentVolumeClaim/cart volume.beta.kubernetes.io/storage-class',
    ],
    [
      'ipvs',
      object(
        'ConfigMap',
        'kube-proxy',
        { data: { 'config.conf': 'kind: X\nmode: "ipvs"\n' } },
        { namespace: 'kube-system' },
      ),
      'ConfigMap/kube-proxy mode ipvs',
    ],
  ])('tells of %s', (_, one, expected) => {
    expect(told(one)).toEqual([`api.deprecated-field hygiene ${expected}`]);
  });

  it.each<[string, Ingredient]>([
    [
      'both names of the account',
      templated({
        spec: { serviceAccount: 'cart', serviceAccountName: 'cart' },
      }),
    ],
    [
      'what the API server repeats in a pod',
      object(
        'Pod',
        'cart',
        {},
        {
          metadata: {
            annotations: {
              'container.apparmor.security.beta.kubernetes.io/app': 'x',
            },
          },
        },
      ),
    ],
    [
      'an annotation beside the field',
      object(
        'Ingress',
        'cart',
        { spec: { ingressClassName: 'nginx' } },
        {
          metadata: { annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
        },
      ),
    ],
    [
      'another mode',
      object(
        'ConfigMap',
        'kube-proxy',
        { data: { 'config.conf': 'mode: ""\nipvs:\n  x: 1\n' } },
        { namespace: 'kube-system' },
      ),
    ],
    ['a bare workload', object('Deployment', 'cart')],
  ])('accepts %s', (_, one) => {
    expect(told(one)).toEqual([]);
  });
});
