import { analyze } from '../../analyze';
import { deployedPod, ended, waiting } from '../../testing/deployedPod';
import { minutes } from '../../snapshot/durations';
import { snapshotOf } from '../../testing/detectorRunner';

function causesOf(log: string, volume: object) {
  const pods = deployedPod({
    name: 'nats-1',
    containers: {
      app: {
        spec: { volumeMounts: [{ name: 'given', mountPath: '/etc/nats' }] },
        status: waiting('CrashLoopBackOff', 'back-off', {
          restartCount: 6,
          lastState: ended(1, minutes(1), 'Error'),
        }),
      },
    },
    spec: { volumes: [{ name: 'given', ...volume }] },
  });
  const logs = new Map([['shop/nats-1/app', log]]);
  return analyze(snapshotOf(pods, logs)).incidents.flatMap(({ causes }) =>
    causes.map(({ cause, message }) => `${cause}: ${message}`),
  );
}

const CONFIG_MAP = { configMap: { name: 'nats' } };
const UNEXPECTED =
  'nats-server: /etc/nats/nats.conf:3:1: unexpected EOF processing map.';

describe('a complaint of a file that the pod is given', () => {
  it.each([
    ['ConfigMap nats', CONFIG_MAP],
    ['Secret nats', { secret: { secretName: 'nats' } }],
  ])('says that the configuration in %s is wrong', (source, volume) => {
    expect(causesOf(UNEXPECTED, volume)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^app-config-wrong: .*/etc/nats/nats.conf.* ${source}$`),
      ),
    );
  });

  it.each([
    ['a volume of its own data', UNEXPECTED, { emptyDir: {} }],
    [
      'a file elsewhere',
      'nats-server: /data/nats.conf:3:1: unexpected EOF',
      CONFIG_MAP,
    ],
    [
      'a file that is not there',
      'failed to read /etc/nats/users.conf: not found',
      CONFIG_MAP,
    ],
    ['a line that is no error', 'INFO parsing /etc/nats/nats.conf', CONFIG_MAP],
    ['a line that only names it', 'using /etc/nats/nats.conf', CONFIG_MAP],
  ])('does not for %s', (_, log, volume) => {
    expect(causesOf(log, volume).join()).not.toContain('app-config-wrong');
  });
});
