import { ObjectReference } from '@opsagent/engine';
import { finding, incident } from '../__testUtils__/fixtures';
import { objectKey } from '../entities/objectKey';
import { linkIncident } from './linkIncident';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';
const DB = 'resource:default/db';

const object = (kind: string, name: string): ObjectReference => ({
  kind,
  namespace: 'shop',
  name,
});
const field = (of: ObjectReference) => ({
  type: 'field' as const,
  object: of,
  path: 'spec',
  value: 1,
});

const pay = finding('pay', {}, [PAY]);
const cart = finding('cart', {}, [CART]);

function linked(
  owners: Record<string, string[]>,
  fields: Parameters<typeof incident>[2] = {},
  members = [pay, cart],
) {
  return linkIncident(
    incident(
      'i',
      members.map(each => each.finding),
      fields,
    ),
    new Map(members.map(each => [each.finding.id, each])),
    { entitiesOf: each => owners[objectKey(each)] ?? [] },
  );
}

describe('linkIncident', () => {
  it('tells who caused it from who suffers', () => {
    const { entities } = linked({
      'Service/shop/pay': [PAY],
      'Service/shop/cart': [CART],
    });
    expect(entities).toEqual([
      { entityRef: PAY, role: 'cause' },
      { entityRef: CART, role: 'affected' },
    ]);
  });

  it('holds for a cause what the likeliest hypothesis would change', () => {
    const { causes } = incident('i', [pay.finding]);
    const [likeliest] = causes;
    const secret = object('Secret', 'db');
    const { entities } = linked(
      { 'Service/shop/pay': [PAY], 'Secret/shop/db': [DB, CART] },
      {
        causes: [
          { ...likeliest, subject: secret },
          { ...likeliest, subject: object('Job', 'x') },
        ],
      },
    );
    expect(entities).toEqual([
      { entityRef: PAY, role: 'cause' },
      { entityRef: DB, role: 'cause' },
      { entityRef: CART, role: 'cause' },
    ]);
  });

  it('has nobody who caused what belongs to nobody', () => {
    expect(linked({}).entities).toEqual([
      { entityRef: PAY, role: 'affected' },
      { entityRef: CART, role: 'affected' },
    ]);
  });

  it('knows whose each object is that is named anywhere, though naming concerns nobody', () => {
    const [likeliest] = incident('i', [pay.finding]).causes;
    const step = (name: string) => ({
      text: '',
      changes: true,
      patch: {
        target: object('Secret', name),
        type: 'merge' as const,
        patch: {},
      },
    });
    const { entities, objects } = linked(
      { 'Service/shop/pay': [PAY], 'Pod/shop/other': [DB] },
      {
        causes: [
          {
            ...likeliest,
            evidence: [field(object('Pod', 'other'))],
            against: [field(object('Pod', 'against'))],
            missing: [field(object('Pod', 'missing'))],
          },
        ],
        links: [
          {
            finding: 'cart',
            because: { ...likeliest, subject: object('Job', 'link') },
          },
        ],
        recommendations: [
          {
            id: 'r',
            title: 'Do',
            answers: 'service.broken',
            action: 'none',
            target: object('Deployment', 'target'),
            risk: 'low',
            confidence: 0.5,
            parameters: [],
            preconditions: [],
            steps: [step('step')],
            rollback: [step('rollback')],
            verification: [step('verification')],
            findings: [],
          },
        ],
      },
      [pay],
    );
    expect(objects).toEqual({
      'Service/shop/pay': { entityRefs: [PAY], findings: ['pay'] },
      'Pod/shop/other': { entityRefs: [DB] },
      'Pod/shop/against': { entityRefs: [] },
      'Pod/shop/missing': { entityRefs: [] },
      'Job/shop/link': { entityRefs: [] },
      'Deployment/shop/target': { entityRefs: [] },
      'Secret/shop/step': { entityRefs: [] },
      'Secret/shop/rollback': { entityRefs: [] },
      'Secret/shop/verification': { entityRefs: [] },
    });
    expect(entities).toEqual([
      { entityRef: PAY, role: 'cause' },
      { entityRef: DB, role: 'named' },
    ]);
  });

  it('has a title without names', () => {
    expect(linked({}).plainTitle).toBe('Broken');
  });
});
