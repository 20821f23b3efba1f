import { analyze } from '../../analyze';
import { object, snapshotOf } from '../../testing';

const HARDENED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

function patchOf(spec: object) {
  const labels = { app: 'cart' };
  const { recommendations } = analyze(
    snapshotOf([
      object('Deployment', 'cart', {
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec },
        },
      } as object),
    ]),
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
});
