import { hours, minutes } from '../snapshot/durations';
import { causesOf, crashing, incidentsOf } from './testCrash';

const old = { image: 'registry.example.org/shop/cart:1' };

describe('changes as causes', () => {
  it('make a bug of the new image likely, and surer where the old one runs well', () => {
    const log = 'panic: nil map';
    expect(causesOf({ log, before: { container: old } })).toEqual([
      'application-bug 0.84',
    ]);
    expect(causesOf({ log, before: { container: old, ready: 2 } })).toEqual([
      'application-bug 0.92',
      'image-broken 0.8',
    ]);
  });

  it('blame the image when nothing else is known and only its pods fail', () => {
    expect(causesOf({ before: { container: old, ready: 2 } })).toEqual([
      'image-broken 0.8',
    ]);
  });

  it('say nothing of a cause that they do not touch', () => {
    expect(
      causesOf({
        log: 'password authentication failed for user "x"',
        before: { container: old },
      }),
    ).toEqual(['credentials-wrong 0.6']);
  });

  it('only correlate when they were long before', () => {
    const ingredients = crashing({ before: { container: old } });
    const [, revision] = ingredients;
    (
      revision as { metadata: { creationTimestamp: string } }
    ).metadata.creationTimestamp = new Date(
      Date.parse('2026-03-01T12:00:00Z') - hours(2),
    ).toISOString();
    const [incident] = incidentsOf(ingredients, { cart: 'panic: nil map' });
    expect(incident.causes[0].confidence).toBe(0.68);
  });

  it('do not tell when an old template was taken up again', () => {
    const ingredients = crashing({
      age: minutes(10),
      before: { container: old },
    });
    const [, revision] = ingredients;
    (
      revision as { metadata: { creationTimestamp: string } }
    ).metadata.creationTimestamp = '2020-01-01T00:00:00Z';
    const [incident] = incidentsOf(ingredients, { cart: 'panic: nil map' });
    const changes = incident.causes.flatMap(each =>
      each.evidence.filter(({ type }) => type === 'field'),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({ was: 'registry.example.org/shop/cart:1' }),
    );
    expect(changes.filter(each => 'at' in each)).toEqual([]);
  });

  it('show a lowered memory limit with both values, and not the literals of variables', () => {
    const limits = (memory: string) => ({ resources: { limits: { memory } } });
    const [incident] = incidentsOf(
      crashing({
        age: minutes(10),
        container: {
          ...limits('256Mi'),
          env: [{ name: 'TOKEN', value: 'hunter2' }],
        },
        before: {
          container: {
            ...limits('1536Mi'),
            env: [{ name: 'TOKEN', value: 'hunter1' }],
          },
        },
      }),
      { cart: 'java.lang.OutOfMemoryError: Java heap space' },
    );
    const [cause] = incident.causes;
    expect(cause).toMatchObject({ cause: 'heap-too-small', confidence: 0.84 });
    expect(cause.evidence).toContainEqual({
      type: 'field',
      object: expect.objectContaining({ kind: 'ReplicaSet', name: 'cart-2' }),
      path: 'spec.template.spec.containers[app].resources.limits.memory',
      value: '256Mi',
      was: '1536Mi',
      at: '2026-03-01T11:50:00.000Z',
    });
    expect(JSON.stringify(cause)).not.toContain('hunter');
  });
});
