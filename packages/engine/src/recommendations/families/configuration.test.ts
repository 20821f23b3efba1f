import { field, referenceTo } from '../../findings/evidence';
import { Ingredient, object } from '../../testing';
import { recommendedForCause } from '../testRecommendations';

const variable = (key: string) => ({
  name: key.toUpperCase(),
  valueFrom: { secretKeyRef: { name: 'cart-db', key } },
});

describe('restore-config-reference', () => {
  const secret = object('Secret', 'cart-db', {});
  const pod = object('Pod', 'cart-1', {
    spec: {
      containers: [
        { name: 'app', env: [variable('username'), variable('password')] },
      ],
    },
  });
  const cluster: Ingredient[] = [secret, pod];

  const advice = (detector: string) =>
    JSON.stringify(
      recommendedForCause(
        {
          cause: 'config-reference-missing',
          subject: referenceTo(pod as never),
          finding: {
            detector,
            evidence: [
              field(pod as never, 'spec.containers[0].env[1]', {
                kind: 'Secret',
                name: 'cart-db',
                key: 'password',
              }),
              {
                type: 'unread',
                object: referenceTo(secret as never),
                reason: 'only metadata was read',
              },
            ],
          },
        },
        cluster,
      ).filter(each => each.id === 'restore-config-reference'),
    );

  it('names the key that the finding is about, of several of one Secret whose contents are unread', () => {
    expect(advice('config.secret-key-missing')).toContain('key password');
    expect(advice('config.secret-key-missing')).not.toContain('username');
  });

  it('speaks of the Secret where all of it is missing', () => {
    expect(advice('config.secret-missing')).toContain('Secret cart-db');
    expect(advice('config.secret-missing')).not.toContain('key password');
  });
});

describe('resync-external-secret', () => {
  const pod = object('Pod', 'cart-1', {});
  const commands = (detector: string, subject = referenceTo(pod as never)) =>
    recommendedForCause(
      {
        cause: 'secret-not-synced',
        subject,
        finding: { detector, message: 'Code: 403. permission denied' },
      },
      [pod as Ingredient],
    )
      .filter(each => each.id === 'resync-external-secret')
      .flatMap(each => JSON.stringify(each));

  it('looks at the classes of the CSI driver where a volume gets no secrets', () => {
    const [advice] = commands('storage.secrets-unavailable');
    expect(advice).toContain('secretproviderclasses');
    expect(advice).toContain('permission denied');
    expect(advice).not.toContain('force-sync');
  });

  it('synchronises an ExternalSecret anew', () => {
    const [advice] = commands('externalsecrets.not-synced', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      namespace: 'shop',
      name: 'db',
    });
    expect(advice).toContain('force-sync');
    expect(advice).not.toContain('secretproviderclasses');
  });
});
