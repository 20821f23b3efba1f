import {
  Evidence,
  Incident,
  ObjectReference,
  Recommendation,
} from '@opsagent/engine';
import { finding, incident } from '../__testUtils__/fixtures';
import { ObjectReader } from '../findings/ObjectReader';
import { Grant } from '../permissions/Grant';
import { IncidentReader } from './IncidentReader';
import { NamedObjects } from './IncidentStore';
import { keptSummaryOf } from './KeptSummary';
import { cutIncident, cutSummary } from './cutIncident';

const CART = 'component:default/cart';
const PAY = 'component:default/pay';

const object = (kind: string, name: string): ObjectReference => ({
  kind,
  namespace: 'shop',
  name,
});
const payService = object('Service', 'pay');
const cartService = object('Service', 'cart');
const secret = object('Secret', 'pay-db');
const node = { kind: 'Node', name: 'worker-1' };

const field = (of: ObjectReference): Evidence => ({
  type: 'field',
  object: of,
  path: 'spec',
  value: of.name,
});
const event = (of: ObjectReference): Evidence => ({
  type: 'event',
  object: of,
  reason: 'Failed',
  message: `${of.name} failed`,
  count: 1,
});
const step = (text: string, target?: ObjectReference) => ({
  text,
  changes: true,
  ...(target ? { patch: { target, type: 'merge' as const, patch: {} } } : {}),
});

const advice = (fields: Partial<Recommendation> = {}): Recommendation => ({
  id: 'r',
  title: 'Mend it',
  answers: 'service.broken',
  action: 'none',
  target: payService,
  risk: 'low',
  confidence: 0.5,
  parameters: [],
  preconditions: [],
  steps: [],
  rollback: [],
  verification: [],
  findings: ['pay', 'cart'],
  ...fields,
});

const findings = [finding('pay').finding, finding('cart').finding];
const [cause] = incident('i', findings).causes;
const whole: Incident = incident('i', findings, {
  causes: [
    {
      ...cause,
      findings: ['pay', 'cart'],
      evidence: [field(payService), event(cartService), field(node)],
      against: [field(secret)],
    },
  ],
  links: [
    {
      finding: 'cart',
      because: {
        ...cause,
        cause: 'follows',
        message: 'cart calls pay',
        evidence: [field(cartService)],
      },
    },
  ],
  recommendations: [advice()],
});

const OBJECTS: NamedObjects = {
  'Service/shop/pay': { entityRefs: [PAY], findings: ['pay'] },
  'Service/shop/cart': { entityRefs: [CART], findings: ['cart'] },
  'Secret/shop/pay-db': { entityRefs: [] },
  'Node//worker-1': { entityRefs: [] },
};

interface Rights {
  visible?: string[];
  findings?: string[];
  whole?: string[];
  unmapped?: boolean;
  read?: Grant;
  objects?: NamedObjects;
}

function cut(of: Incident, rights: Rights) {
  const { objects = OBJECTS, read = true, unmapped = false } = rights;
  const { visible = [] } = rights;
  const reader = new IncidentReader({
    incident: of,
    objects,
    reader: new ObjectReader(
      { cluster: 'prod', severity: of.severity },
      { visible: new Set(visible), unmapped, read },
    ),
    findings: new Set(rights.findings),
    whole: new Set(rights.whole ?? rights.findings),
    entityRefs: new Set(),
  });
  const told = cutIncident(of, 'Broken', reader);
  expect(cutSummary(keptSummaryOf(of), 'Broken', reader)).toEqual(
    inShort(told),
  );
  return told;
}

/** What a list has to tell of an incident, by what the incident itself tells to the same reader. */
function inShort(told: Incident) {
  const { id, severity, since, subject, title } = told;
  const [first] = told.causes;
  return {
    id,
    title,
    severity,
    subject,
    since,
    cause: {
      cause: first.cause,
      title: first.title,
      message: first.message,
      confidence: first.confidence,
      subject: first.subject,
    },
    causes: told.causes.length,
    findings: told.findings.length,
  };
}

const asCart = { visible: [CART], findings: ['cart'] };
const asPay = { visible: [PAY], findings: ['pay'] };
const asBoth = { visible: [CART, PAY], findings: ['pay', 'cart'] };

describe('cutIncident', () => {
  it('tells everything to whoever may see everything that it concerns', () => {
    expect(cut(whole, asBoth)).toEqual(whole);
    expect(cut(whole, { ...asBoth, unmapped: true })).toEqual(whole);
  });

  it('tells those who suffer what kind of thing went wrong, and nothing by name', () => {
    const { message: _, ...rest } = cause;
    const unnamed = { kind: 'Service', name: '' };
    const told = cut(whole, asCart);
    expect(told).toEqual({
      ...whole,
      title: 'Broken',
      subject: unnamed,
      findings: ['cart'],
      causes: [
        {
          ...rest,
          subject: unnamed,
          findings: ['cart'],
          evidence: [event(cartService), field(node)],
          against: [],
        },
      ],
      links: [
        {
          finding: 'cart',
          because: {
            ...rest,
            cause: 'follows',
            subject: unnamed,
            findings: [],
            evidence: [field(cartService)],
          },
        },
      ],
      recommendations: [],
    });
    expect(JSON.stringify(told)).not.toContain('pay');
  });

  it('tells those who caused it their part, and what of it belongs to nobody', () => {
    const told = cut(whole, asPay);
    expect(told).toMatchObject({
      title: 'pay is broken',
      subject: payService,
      findings: ['pay'],
      links: [],
      recommendations: [],
    });
    expect(told.causes[0]).toMatchObject({
      subject: payService,
      findings: ['pay'],
      evidence: [field(payService), field(node)],
      against: [field(secret)],
    });
    expect(told.causes[0].message).toBeUndefined();
    expect(JSON.stringify(told)).not.toContain('cart');
  });

  it('keeps advice on hypotheses that name nothing of others', () => {
    const own = incident('i', findings, {
      causes: [
        { ...cause, evidence: [field(payService), field(secret)] },
        { ...cause, cause: 'other', evidence: [field(cartService)] },
      ],
      recommendations: [
        advice(),
        advice({ answers: 'other' }),
        advice({ target: secret }),
      ],
    });
    const { causes, recommendations } = cut(own, asPay);
    expect(causes.map(each => each.message)).toEqual([
      'pay is broken',
      undefined,
    ]);
    expect(recommendations).toEqual([
      advice({ findings: ['pay'] }),
      advice({ target: secret, findings: ['pay'] }),
    ]);
  });

  it.each<[string, Partial<Recommendation>]>([
    ['as its target', { target: cartService }],
    ['in a step', { steps: [step('x', cartService)] }],
    ['in taking it back', { rollback: [step('x', cartService)] }],
    ['in checking it', { verification: [step('x', cartService)] }],
    ['in the text of a step', { steps: [step('restart cart')] }],
    [
      'in a command',
      { steps: [{ ...step('x'), command: 'kubectl get svc/cart' }] },
    ],
    ['in its title', { title: 'Mend “cart”' }],
    ['in a precondition', { preconditions: [{ text: 'cart is up' }] }],
    [
      'in a parameter',
      {
        parameters: [
          { name: 'HOST', current: 'cart.shop.svc', because: 'so it was' },
        ],
      },
    ],
  ])('leaves out advice that names others %s', (_, fields) => {
    const named = incident('i', findings, {
      recommendations: [advice(fields)],
    });
    expect(cut(named, asPay).recommendations).toEqual([]);
    expect(cut(named, asBoth).recommendations).toHaveLength(1);
  });

  it('keeps advice with words that only contain the name of others', () => {
    const named = incident('i', findings, {
      recommendations: [
        advice({
          steps: [step('look at cartography and cartItems, not at my-cart')],
        }),
      ],
    });
    expect(cut(named, asPay).recommendations).toHaveLength(1);
  });

  it.each<[string, Partial<Incident>]>([
    ['a title', { title: 'pay is broken, as cart is' }],
    ['a message', { causes: [{ ...cause, message: 'pay waits for cart' }] }],
    [
      'what would have to be read',
      {
        causes: [
          {
            ...cause,
            missing: [
              { type: 'unread', object: payService, reason: 'see cart' },
            ],
          },
        ],
      },
    ],
  ])('leaves out %s that names others', (_, fields) => {
    const named = incident('i', findings, fields);
    expect(JSON.stringify(cut(named, asPay))).not.toContain('cart');
    expect(cut(named, asBoth)).toEqual(named);
  });

  describe('of what belongs to nobody', () => {
    const objects = {
      ...OBJECTS,
      'Service/shop/pay': { entityRefs: [], findings: ['pay'] },
    };
    it('tells those who suffer and see no finding about it only what kind of thing it is', () => {
      const told = cut(whole, { ...asCart, objects });
      expect(told.subject).toEqual({ kind: 'Service', name: '' });
      expect(JSON.stringify(told)).not.toContain('pay');
    });

    it('names it to those who see a finding about it', () => {
      const told = cut(whole, {
        ...asCart,
        findings: ['cart', 'pay'],
        objects,
      });
      expect(told.subject).toEqual(payService);
      expect(JSON.stringify(told)).not.toContain('pay-db');
    });

    it('says nothing of it in free text to those who are not told its findings in full', () => {
      const both = incident('i', findings, {
        causes: [
          {
            ...cause,
            evidence: [field(payService), event(payService), event(node)],
            against: [field(secret)],
          },
        ],
        recommendations: [advice()],
      });
      const rights = { ...asCart, findings: ['cart', 'pay'], objects };
      const told = cut(both, { ...rights, whole: ['cart'] });
      expect(told).toMatchObject({
        title: 'Broken',
        subject: payService,
        recommendations: [],
      });
      expect(told.causes[0].message).toBeUndefined();
      expect(told.causes[0].evidence).toEqual([field(payService)]);
      expect(cut(both, { ...rights, unmapped: true, whole: [] }).title).toBe(
        both.title,
      );
    });

    it('says no more of other things of nobody than of the subject, even to owners of the cause', () => {
      const likeliest = { ...cause, subject: cartService, message: 'x' };
      const both = incident('i', findings, {
        causes: [likeliest, { ...cause, subject: secret, message: 'y' }],
      });
      const messagesFor = (told: string[]) =>
        cut(both, {
          visible: [CART],
          findings: ['pay', 'cart'],
          whole: told,
          objects,
        }).causes.map(each => each.message);
      expect(messagesFor(['cart'])).toEqual(['x', undefined]);
      expect(messagesFor(['cart', 'pay'])).toEqual(['x', 'y']);
    });

    it('keeps events on a node from those who see only some of what it harms', () => {
      const harmed = incident('i', findings, {
        subject: node,
        causes: [{ ...cause, subject: node, evidence: [event(node)] }],
      });
      const named = {
        ...OBJECTS,
        'Node//worker-1': { entityRefs: [], findings: ['cart'] },
      };
      const evidenceFor = (rights: Rights) =>
        cut(harmed, { ...rights, objects: named }).causes[0].evidence;
      expect(evidenceFor(asCart)).toEqual([]);
      expect(evidenceFor(asBoth)).toEqual([event(node)]);
      expect(evidenceFor({ ...asCart, unmapped: true })).toEqual([event(node)]);
    });

    it('tells cluster readers all but what belongs to others', () => {
      const reader = { findings: ['pay'], unmapped: true, objects };
      const told = cut(whole, reader);
      expect(told).toMatchObject({ title: whole.title, subject: payService });
      expect(told.causes[0].against).toEqual([field(secret)]);
      expect(JSON.stringify(told)).not.toContain('cart');
    });
  });

  it('hides what nobody has said anything of', () => {
    expect(
      cut(whole, { ...asBoth, unmapped: true, objects: {} }).subject,
    ).toEqual({ kind: 'Service', name: '' });
  });
});
