import { Analysis } from '@opsagent/engine';
import { diagnoseLater } from './diagnoseLater';
import { ControlPlane } from './harness/ControlPlane';
import { describeOnCluster } from './harness/describeOnCluster';
import { healthy } from './harness/testWorkloads';
import { waitFor } from './harness/waitFor';

const NAMESPACE = 'shop';

describeOnCluster('the engine on a control plane that stops', () => {
  let controlPlane: ControlPlane;

  const available = (name: string, replicas: number) =>
    waitFor(
      `${name} to be available`,
      async () =>
        (await controlPlane.client.availableReplicas(NAMESPACE, name)) ===
        replicas,
    );

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ name: 'stopping' });
    const { client } = controlPlane;
    const annotations = { 'kwok.x-k8s.io/node': 'fake' };
    await client.addNode('worker', { annotations });
    await client.createNamespace(NAMESPACE);
    await client.apply([healthy('cart', 2)], NAMESPACE);
    await available('cart', 2);
  });

  afterAll(() => controlPlane?.stop());

  const problemsIn = ({ findings }: Analysis) =>
    findings
      .filter(({ tier }) => tier === 'problem')
      .map(({ detector, subject }) => `${detector} ${subject.name}`);

  const causesIn = ({ incidents }: Analysis) =>
    incidents.map(
      ({ causes: [cause], subject }) => `${cause.cause} ${subject.name}`,
    );

  it('says nothing while all is well', async () => {
    expect(problemsIn(await diagnoseLater(controlPlane))).toEqual([]);
  });

  it('names the scheduler when it is stopped, and nothing else', async () => {
    await controlPlane.stopServer('kube-scheduler');
    await controlPlane.client.apply([healthy('checkout', 3)], NAMESPACE);
    const analysis = await waitFor('the pods', async () => {
      const later = await diagnoseLater(controlPlane);
      return problemsIn(later).length > 1 ? later : undefined;
    });
    expect(problemsIn(analysis)).toContain(
      'controlplane.scheduler-down kube-scheduler',
    );
    expect(causesIn(analysis)).toEqual(['scheduler-down kube-scheduler']);

    controlPlane.startServer('kube-scheduler');
    await available('checkout', 3);
    expect(problemsIn(await diagnoseLater(controlPlane))).toEqual([]);
  });

  it('names the controller manager when it is stopped, and nothing else', async () => {
    await controlPlane.stopServer('kube-controller-manager');
    await controlPlane.client.apply(
      [healthy('search', 1), healthy('cart', 5)],
      NAMESPACE,
    );
    const analysis = await diagnoseLater(controlPlane);
    expect(problemsIn(analysis)).toContain(
      'controlplane.controller-manager-down kube-controller-manager',
    );
    expect(causesIn(analysis)).toEqual([
      'controllers-down kube-controller-manager',
    ]);

    controlPlane.startServer('kube-controller-manager');
    await available('cart', 5);
    await available('search', 1);
    expect(problemsIn(await diagnoseLater(controlPlane))).toEqual([]);
  });
});
