import { Ingredient } from '../../testing/detectorRunner';
import { deployedPod, ended, waiting } from '../../testing/deployedPod';
import { minutes } from '../../snapshot/durations';
import { causesOf, incidentsOf } from '../testCrash';

const mounted = {
  command: ['/app/server'],
  volumeMounts: [{ name: 'data', mountPath: '/app' }],
};
const notThere =
  'failed to create containerd task: exec: "/app/server": stat /app/server: no such file or directory';

function startError(message: string, spec: object): Ingredient[] {
  return deployedPod({
    containers: {
      app: {
        spec,
        status: waiting('RunContainerError', message, {
          restartCount: 3,
          lastState: ended(128, minutes(1), 'StartError', message),
        }),
      },
    },
  });
}

describe('mount-hides-files', () => {
  const best = (ingredients: Ingredient[]) =>
    incidentsOf(ingredients).map(({ causes: [cause] }) => cause);

  it('is named for a command that the runtime does not find below a mount', () => {
    const [cause] = best(startError(notThere, mounted));
    expect(cause).toMatchObject({
      cause: 'mount-hides-files',
      confidence: 0.81,
      missing: [expect.objectContaining({ type: 'unread' })],
    });
    expect(cause.evidence).toContainEqual(
      expect.objectContaining({
        path: 'spec.containers[0].volumeMounts[0].mountPath',
        value: '/app',
      }),
    );
  });

  it.each<[string, Parameters<typeof causesOf>[0]]>([
    [
      'module',
      {
        log: "Error: Cannot find module '/app/dist/main.js'",
        container: mounted,
      },
    ],
    [
      'script',
      {
        exitCode: 127,
        log: 'sh: 1: /app/start.sh: not found',
        container: mounted,
      },
    ],
  ])('is named for a %s that the program does not find there', (_, crash) => {
    expect(causesOf(crash)[0]).toBe('mount-hides-files 0.81');
  });

  it.each<[string, Ingredient[]]>([
    ['no mount lies above the path', startError(notThere, {})],
    [
      'another path is mounted',
      startError(notThere, {
        volumeMounts: [{ name: 'data', mountPath: '/application' }],
      }),
    ],
    [
      'the file is there, but may not be run',
      startError('exec: "/app/server": permission denied', mounted),
    ],
  ])('is not named where %s', (_, ingredients) => {
    expect(best(ingredients).map(each => each.cause)).toEqual([
      'command-wrong',
    ]);
  });
});
