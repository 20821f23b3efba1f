import { Grant } from '../permissions/Grant';
import { ReaderView, covers, viewOf } from './ReaderView';

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

  it('holds conditions against what is known of the other one', () => {
    const entity = (...values: string[]) => ({
      property: 'entity' as const,
      values,
      orNone: false,
    });
    const own = viewOf({
      entityRefs: [PAY],
      unmapped: false,
      read: entity(PAY),
    });
    const only: Required<ReaderView>['only'] = {
      entityRefs: [PAY],
      places: [{ cluster: 'prod', namespace: 'shop' }],
    };
    const sees = (read: Grant, told: ReaderView = { ...own, only }) =>
      covers(viewOf({ entityRefs: [PAY], unmapped: false, read }), told, read);
    const inShop = { property: 'namespace' as const, values: ['shop'] };
    const severe = {
      property: 'severity' as const,
      values: ['critical' as const],
    };
    expect(sees(true)).toBe(true);
    expect(sees(entity(PAY, CART))).toBe(true);
    expect(sees({ allOf: [inCluster('prod'), inShop] })).toBe(true);
    expect(sees({ anyOf: [entity(CART), inShop] })).toBe(true);
    expect(sees(entity(CART))).toBe(false);
    expect(sees(inCluster('test'))).toBe(false);
    expect(sees(severe)).toBe(false);
    expect(sees({ not: entity(CART) })).toBe(false);
    expect(sees(false)).toBe(false);
    expect(covers(own, { ...own, read: true }, inShop)).toBe(false);
    const wider = [...only.places, { cluster: 'prod' }];
    expect(sees(inShop, { ...own, only: { ...only, places: wider } })).toBe(
      false,
    );
    expect(covers(own, viewOf({ entityRefs: [], unmapped: false }))).toBe(
      false,
    );
  });
});
