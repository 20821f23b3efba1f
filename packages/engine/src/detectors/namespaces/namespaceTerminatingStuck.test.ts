import { minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { detectorRunner } from '../../testing/detectorRunner';
import { namespaceTerminatingStuck } from './namespaceTerminatingStuck';

const run = detectorRunner(namespaceTerminatingStuck);

const namespace = (
  age: number | undefined,
  types: string[] = [],
  status = 'True',
) =>
  object(
    'Namespace',
    'old',
    {
      status: {
        phase: age === undefined ? 'Active' : 'Terminating',
        conditions: types.map(type => ({
          type,
          status,
          message: `${type}: crontabs.stable.example.com`,
        })),
      },
    },
    { metadata: age === undefined ? {} : { deletionTimestamp: ago(age) } },
  );

describe('namespace.terminating-stuck', () => {
  it.each<[string, string[], string | undefined]>([
    ['nothing says why', [], undefined],
    [
      'objects keep finalizers',
      ['NamespaceContentRemaining', 'NamespaceFinalizersRemaining'],
      'NamespaceFinalizersRemaining',
    ],
    [
      'an API does not answer',
      ['NamespaceContentRemaining', 'NamespaceDeletionDiscoveryFailure'],
      'NamespaceDeletionDiscoveryFailure',
    ],
  ])('names the deepest reason where %s', (_, types, key) => {
    const found = run([namespace(minutes(11), types)]);
    expect(found.map(each => [each.key, each.severity, each.since])).toEqual([
      [key, 'medium', ago(minutes(11))],
    ]);
  });

  it('takes no condition for a reason that is False', () => {
    const found = run([
      namespace(minutes(11), ['NamespaceDeletionContentFailure'], 'False'),
    ]);
    expect(found[0].key).toBeUndefined();
  });

  it.each([
    ['one that was deleted a moment ago', namespace(minutes(9))],
    ['one that is in use', namespace(undefined)],
  ])('accepts %s', (_, one) => {
    expect(run([one])).toEqual([]);
  });
});
