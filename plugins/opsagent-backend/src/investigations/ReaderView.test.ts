import { covers, viewOf } from './ReaderView';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const inCluster = (name: string) => ({
  property: 'cluster' as const,
  values: [name],
});

describe('covers', () => {
  it('asks for every entity that the other one saw', () => {
    const both = viewOf({ entityRefs: [PAY, CART], unmapped: false });
    const one = viewOf({ entityRefs: [CART], unmapped: false });
    expect(covers(both, one)).toBe(true);
    expect(covers(one, both)).toBe(false);
    expect(covers(one, viewOf({ entityRefs: [CART], unmapped: false }))).toBe(
      true,
    );
  });

  it('asks for what else might have been told', () => {
    const one = viewOf({ entityRefs: [CART], unmapped: false });
    const told = { ...one, beside: [PAY] };
    expect(covers(one, told)).toBe(false);
    expect(covers(told, told)).toBe(true);
    const both = viewOf({ entityRefs: [PAY, CART], unmapped: false });
    expect(covers(both, told)).toBe(true);
  });

  it('takes different conditions for less', () => {
    const all = viewOf({ entityRefs: [], unmapped: true });
    const some = viewOf({
      entityRefs: [],
      unmapped: true,
      read: inCluster('prod'),
    });
    const others = viewOf({
      entityRefs: [],
      unmapped: true,
      read: inCluster('test'),
    });
    const none = viewOf({ entityRefs: [], unmapped: false });
    expect(covers(all, some)).toBe(true);
    expect(covers(some, all)).toBe(false);
    expect(covers(some, some)).toBe(true);
    expect(covers(some, others)).toBe(false);
    expect(covers(all, none)).toBe(true);
    expect(covers(none, all)).toBe(false);
  });
});
