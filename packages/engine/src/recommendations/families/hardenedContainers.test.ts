import { analyze } from '../../analyze';
import { object, ownedBy, snapshotOf } from '../../testing';

const HARDENED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

const labels = { app: 'cart' };

function patchOf(spec: object, running?: object) {
  const deployment = object('Deployment', 'cart', {
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec },
    },
  } as object);
  const pod = object('Pod', 'cart-1', running as object, { labels });
  const { recommendations } = analyze(
    snapshotOf(running ? [deployment, ownedBy(deployment, pod)] : [deployment]),
  );
  const found = recommendations.find(each => each.id === 'harden-pod');
  const [patch] = (found?.steps ?? []).flatMap(each => each.patch ?? []);
  return patch?.patch;
}

describe('harden-pod', () => {
  it('changes all containers that need it, each by what it lacks', () => {
    const patch = patchOf({
      initContainers: [
        {
          name: 'migrate',
          image: 'migrate:1',
          securityContext: { ...HARDENED, allowPrivilegeEscalation: true },
        },
      ],
      containers: [
        {
          name: 'app',
          image: 'app:1',
          securityContext: { ...HARDENED, seccompProfile: undefined },
        },
        { name: 'proxy', image: 'proxy:1', securityContext: HARDENED },
        {
          name: 'agent',
          image: 'agent:1',
          securityContext: { ...HARDENED, runAsNonRoot: undefined },
        },
      ],
    });
    expect(patch).toEqual({
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'app',
                securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
              },
              { name: 'agent', securityContext: { runAsNonRoot: true } },
            ],
            initContainers: [
              {
                name: 'migrate',
                securityContext: { allowPrivilegeEscalation: false },
              },
            ],
          },
        },
      },
    });
  });

  it('asks as whom a container shall run that the kubelet reports as root', () => {
    const app = {
      name: 'app',
      image: 'app:1',
      securityContext: { ...HARDENED, runAsNonRoot: undefined },
    };
    // Admission puts its own container first.
    const proxy = { name: 'proxy', image: 'proxy:1', securityContext: {} };
    const user = (uid: number) => ({ linux: { uid, gid: uid } });
    const patch = patchOf(
      { containers: [app] },
      {
        spec: { nodeName: 'a', containers: [proxy, app] },
        status: {
          phase: 'Running',
          containerStatuses: [
            { name: 'app', user: user(0) },
            { name: 'proxy', user: user(0) },
          ],
        },
      },
    );
    expect(patch).toEqual({
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'app',
                securityContext: { runAsNonRoot: true, runAsUser: '<USER>' },
              },
            ],
          },
        },
      },
    });
  });
});
