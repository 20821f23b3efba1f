import { tidyValues } from './tidyValues';

function tidied<T extends object>(value: T, kind = 'Pod'): T {
  tidyValues(value, kind);
  return value;
}

const LONG = 'x'.repeat(9_000);

describe('tidyValues', () => {
  it('drops nulls', () => {
    expect(tidied({ a: null, b: { c: null, d: 0, e: '' } })).toEqual({
      b: { d: 0, e: '' },
    });
  });

  it('drops what is nested too deep, however deep that is', () => {
    let deep: object = {};
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    expect(JSON.stringify(tidied(deep)).match(/deep/g)).toHaveLength(99);
  });

  it('cuts what components of the cluster say', () => {
    const { status } = tidied({
      status: { conditions: [{ message: LONG, reason: LONG }], log: LONG },
    });
    expect(status.conditions[0].message).toHaveLength(4_096);
    expect(status.conditions[0].reason).toHaveLength(4_096);
    expect(status.log).toBe(LONG);
    expect(tidied({ message: LONG }, 'Event').message).toHaveLength(4_096);
  });

  it('leaves alone what somebody configured', () => {
    expect(tidied({ data: { message: LONG } }).data.message).toBe(LONG);
    expect(tidied({ spec: { message: LONG } }).spec.message).toBe(LONG);
  });
});
