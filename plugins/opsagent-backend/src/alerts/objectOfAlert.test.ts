import { Labels } from './ReceivedAlert';
import { objectOfAlert } from './objectOfAlert';

const SCRAPED = {
  job: 'kube-state-metrics',
  pod: 'kube-state-metrics-1',
  container: 'kube-state-metrics',
  service: 'kube-state-metrics',
};

describe('objectOfAlert', () => {
  it.each<[string, Labels, string]>([
    ['a pod', { pod: 'pay-1', container: 'app' }, 'Pod shop/pay-1'],
    ['a scraped pod', { pod: 'pay-1', service: 'metrics' }, 'Pod shop/pay-1'],
    [
      'a pod and where it runs',
      { pod: 'pay-1', node: 'worker-1' },
      'Pod shop/pay-1',
    ],
    ['a workload', { ...SCRAPED, deployment: 'pay' }, 'Deployment shop/pay'],
    [
      'a workload by its type',
      { workload: 'pay', workload_type: 'statefulset' },
      'StatefulSet shop/pay',
    ],
    [
      'no kind in what no workload is called',
      { workload: 'pay', workload_type: 'constructor' },
      'Namespace shop',
    ],
    ['a job', { ...SCRAPED, job_name: 'backup-1' }, 'Job shop/backup-1'],
    [
      'a claim',
      { persistentvolumeclaim: 'data', pod: 'kubelet-1' },
      'PersistentVolumeClaim shop/data',
    ],
    [
      'an autoscaler',
      { horizontalpodautoscaler: 'pay' },
      'HorizontalPodAutoscaler shop/pay',
    ],
    ['a Service', { service: 'pay' }, 'Service shop/pay'],
    ['no more than a namespace', { reason: 'x' }, 'Namespace shop'],
    [
      'a node through kube-state-metrics',
      { ...SCRAPED, node: 'worker-1' },
      'Node worker-1',
    ],
    ['kube-state-metrics itself', SCRAPED, 'Pod shop/kube-state-metrics-1'],
    [
      'a node through its exporter',
      {
        job: 'node-exporter',
        pod: 'node-exporter-1',
        instance: 'worker-1:9100',
      },
      'Node worker-1',
    ],
  ])('finds %s', (_, labels, expected) => {
    const found = objectOfAlert({ namespace: 'shop', ...labels }, 'prod');
    const { kind, name, namespace } = found!;
    expect(`${kind} ${namespace ? `${namespace}/` : ''}${name}`).toBe(expected);
  });

  it('takes the cluster where nothing is named', () => {
    expect(objectOfAlert({ node: 'worker-1' }, 'prod')).toEqual({
      kind: 'Node',
      name: 'worker-1',
    });
    const labels = { alertname: 'KubeAPIDown', pod: 'x' };
    const cluster = { kind: 'Cluster', name: 'prod' };
    expect(objectOfAlert(labels, 'prod')).toEqual(cluster);
    expect(objectOfAlert(labels, '')).toBeUndefined();
    const endless = { namespace: 'n'.repeat(300), pod: 'x' };
    expect(objectOfAlert(endless, 'prod')).toEqual(cluster);
    const impossible = { namespace: 'shop/cart', pod: 'x' };
    expect(objectOfAlert(impossible, 'prod')).toEqual(cluster);
  });
});
