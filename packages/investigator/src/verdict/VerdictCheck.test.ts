import fc from 'fast-check';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { brokenCheckout } from '../testing/brokenCheckout';
import { openPrivacy } from '../testing/openPrivacy';
import { writtenVerdict } from '../testing/writtenVerdict';
import { modelVerdictSchema } from './modelVerdictSchema';
import { VerdictCheck } from './VerdictCheck';

const { incident } = brokenCheckout();

const SERVICE = { kind: 'Service', namespace: 'shop', name: 'checkout' };
const SECRET = { kind: 'Secret', namespace: 'shop', name: 'checkout-db' };
/** About something else than the Service. */
const ELSE = [{ id: 'E2', why: 'it says so' }];
const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1-x' };

function checkWith(facts = 3) {
  const ledger = new EvidenceLedger({ privacy: openPrivacy });
  for (const about of [SERVICE, SECRET].slice(0, facts))
    ledger.enter({ kind: 'summary', about, text: 'it is there' });
  for (let number = 3; number <= facts; number++)
    ledger.enter({ kind: 'log', text: `line ${number}` });
  return { check: new VerdictCheck({ incident, ledger }), ledger };
}

const ELSEWHERE = {
  prior: null,
  cause: 'The network is slow',
} as const;
const REFUTED = {
  prior: 'H1',
  against: [{ id: 'E2', why: 'the key is there' }],
};

describe('VerdictCheck', () => {
  const { check } = checkWith();

  it('has nothing to say against a verdict that rests on what was seen', () => {
    expect(check.problemsOf(writtenVerdict())).toEqual([]);
    expect(check.problemsOf(writtenVerdict({}, ELSEWHERE, REFUTED))).toEqual(
      [],
    );
    expect(
      check.problemsOf({
        ...writtenVerdict({ outcome: 'not-determinable' }),
        hypotheses: [],
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'an id that nobody saw',
      writtenVerdict({}, { against: [{ id: 'E9', why: '' }] }),
      'E9 is not among what was seen',
    ],
    [
      'hostile text that nobody saw',
      writtenVerdict({ hostile_text: ['E9'] }),
      'E9 is not among what was seen',
    ],
    [
      'a claim without evidence',
      writtenVerdict({}, { evidence: [] }),
      'hypotheses.0.evidence',
    ],
    [
      'a hypothesis that the rules do not have',
      writtenVerdict({}, { prior: 'H9' }),
      'there is no H9; say H1, or null',
    ],
    [
      'an id that nobody saw, in words',
      writtenVerdict({ summary: 'As E99 shows.' }),
      'E99 is not among what was seen',
    ],
    [
      'what calls itself a hypothesis of the rules about another object',
      writtenVerdict({}, { subject: SERVICE, evidence: ELSE }),
      'H1 is about Deployment shop/checkout: to agree with it, give that as subject',
    ],
    [
      'an object that nobody saw',
      writtenVerdict(
        {},
        { subject: { kind: 'Pod', namespace: 'bank', name: 'vault' } },
      ),
      'Pod vault is not among what was seen; seen were Pod shop/checkout-1-x',
    ],
    [
      'a recommendation that was not given',
      writtenVerdict({ recommendations: ['drop-database'] }),
      'drop-database is not one of the given ones',
    ],
    [
      'an explanation without hypotheses',
      { ...writtenVerdict(), hypotheses: [] },
      'needs at least one hypothesis',
    ],
    [
      'something in the place of a likely hypothesis without a word about that',
      writtenVerdict({}, ELSEWHERE),
      'cite what speaks against it',
    ],
    [
      'a likely hypothesis overturned by what nobody saw',
      writtenVerdict({}, ELSEWHERE, {
        ...REFUTED,
        against: [{ id: 'E9', why: '' }],
      }),
      'cite what speaks against it',
    ],
  ])('sends back %s', (_, verdict, problem) => {
    expect(check.problemsOf(verdict).join('\n')).toContain(problem);
  });

  it.each([
    ['the pod that the findings affect', POD],
    ['the Secret that its words name', SECRET],
    ['a kind in small letters and in the plural', { ...POD, kind: 'pods' }],
    [
      'a kind with its group',
      { ...incident.subject, namespace: 'shop', kind: 'Deployment.apps' },
    ],
    ['no namespace', { ...POD, namespace: null }],
    ['a namespace in words', { ...POD, namespace: 'null' }],
  ])('lets a model agree with the rules about %s', (_, subject) => {
    const verdict = writtenVerdict({}, { subject });
    expect(check.problemsOf(verdict)).toEqual([]);
    expect(check.settle(verdict)).toMatchObject({
      againstRules: 'agrees',
      hypotheses: [{ prior: 'H1', isProven: true }],
    });
  });

  it('asks a model that means H1 for its subject, and not to disprove it', () => {
    const [problem, ...others] = check.problemsOf(
      writtenVerdict({}, { subject: SERVICE, evidence: ELSE }),
    );
    expect(problem).toContain('hypotheses.0.prior: H1 is about');
    expect(others).toEqual([]);
  });

  it('understands ids, hypotheses and recommendations however they are written', () => {
    const [{ cause }] = incident.causes;
    const [{ id, title }] = incident.recommendations;
    const verdict = writtenVerdict(
      { hostile_text: ['(E3)'], recommendations: [title.toUpperCase()] },
      { prior: cause, evidence: [{ id: '[e1], E2', why: 'they say so' }] },
    );
    expect(check.problemsOf(verdict)).toEqual([]);
    expect(check.settle(verdict)).toMatchObject({
      hostileText: ['E3'],
      recommendations: [id],
      againstRules: 'agrees',
      hypotheses: [{ evidence: [{ id: 'E1' }, { id: 'E2' }] }],
    });
  });

  it.each([
    'E0302 09:58:47.902117 1 leaderelection.go:429] failed',
    'MongoServerError: E11000 duplicate key',
  ])('leaves what is no id in words: %s', summary => {
    expect(check.problemsOf(writtenVerdict({ summary }))).toEqual([]);
    expect(check.settle(writtenVerdict({ summary })).summary).toBe(summary);
  });

  it('lets a model agree about what it shows to belong to it', () => {
    const verdict = writtenVerdict({}, { subject: SERVICE });
    expect(check.problemsOf(verdict)).toEqual([]);
    expect(check.settle(verdict).againstRules).toBe('agrees');
  });

  it('takes nothing that was not read for evidence', () => {
    const { check: other, ledger } = checkWith();
    const { id } = ledger.enter({ kind: 'unread', text: 'its log' });
    const verdict = writtenVerdict({}, { evidence: [{ id, why: 'no log' }] });
    expect(other.problemsOf(verdict)).toEqual([
      expect.stringContaining(`${id} says that something was not read`),
    ]);
    expect(other.settle(verdict).hypotheses).toMatchObject([
      { isProven: false },
    ]);
  });

  it('lets no model agree that nothing could be determined', () => {
    const { ledger } = checkWith();
    const [cause] = incident.causes;
    const undecided = { ...incident, causes: [{ ...cause, confidence: 0 }] };
    const other = new VerdictCheck({ incident: undecided, ledger });
    expect(other.problemsOf(writtenVerdict())).toEqual([
      'hypotheses.0.prior: H1 says that nothing could be determined; say null',
    ]);
    expect(other.settle(writtenVerdict()).againstRules).toBe('no-prior');
  });

  it('leaves names that look like ids where what is cited has them, and hostile text does not', () => {
    const { check: other, ledger } = checkWith();
    const { id } = ledger.enter({ kind: 'log', text: 'npm error code E401' });
    const of = (verdict: Parameters<typeof writtenVerdict>[0]) =>
      writtenVerdict(
        { summary: 'npm fails with E401.', ...verdict },
        { evidence: [{ id, why: 'it says so' }] },
      );
    expect(other.problemsOf(of({}))).toEqual([]);
    expect(other.settle(of({})).summary).toBe('npm fails with E401.');
    expect(other.settle(of({ hostile_text: [id] })).summary).toBe(
      'npm fails with (unseen).',
    );
    expect(other.settle(writtenVerdict({ summary: 'E401' })).summary).toBe(
      '(unseen)',
    );
  });

  it('says how the verdict stands to the rules', () => {
    const stands = (...hypotheses: Parameters<typeof writtenVerdict>[1][]) =>
      check.settle(writtenVerdict({}, ...hypotheses.map(each => each ?? {})))
        .againstRules;
    expect(stands({})).toBe('agrees');
    expect(stands(ELSEWHERE, REFUTED)).toBe('overturns');
    expect(
      check.settle({
        ...writtenVerdict({ outcome: 'not-determinable' }),
        hypotheses: [],
      }).againstRules,
    ).toBe('undecided');
  });

  it('shows what overturns the rules without evidence below what is proven', () => {
    const { hypotheses } = check.settle(
      writtenVerdict({}, ELSEWHERE, { prior: 'H1' }),
    );
    expect(hypotheses).toMatchObject([
      { prior: 'H1', isProven: true },
      { cause: 'The network is slow', isProven: false },
    ]);
  });

  it('takes ids that nobody saw out of words', () => {
    const { summary } = check.settle(
      writtenVerdict({ summary: 'As E1 and E99 show.' }),
    );
    expect(summary).toBe('As E1 and (unseen) show.');
  });

  it('ranks and judges in the same order', () => {
    const verdict = check.settle(
      writtenVerdict({}, ELSEWHERE, { prior: 'H1' }),
    );
    expect(verdict.hypotheses[0].prior).toBe('H1');
    expect(verdict.againstRules).toBe('agrees');
  });

  it('lets no citation to the page that is not in the ledger, whatever a model writes', () => {
    const someId = fc.oneof(
      fc.constantFrom('E1', 'E2', 'E3', 'H1', 'e1', 'E01', '__proto__', ''),
      fc.integer({ min: -5, max: 50 }).map(number => `E${number}`),
      fc.string(),
    );
    const citations = fc.array(fc.record({ id: someId, why: fc.string() }), {
      maxLength: 4,
    });
    const verdicts = fc.record({
      outcome: fc.constantFrom(
        'explained' as const,
        'not-determinable' as const,
      ),
      hostile_text: fc.array(someId, { maxLength: 4 }),
      recommendations: fc.array(someId, { maxLength: 4 }),
      evidence: citations,
      against: citations,
      prior: fc.option(someId),
    });
    fc.assert(
      fc.property(
        verdicts,
        fc.integer({ min: 0, max: 5 }),
        ({ outcome, evidence, against, prior, ...rest }, facts) => {
          const { check: anyCheck, ledger } = checkWith(facts);
          const verdict = anyCheck.settle(
            writtenVerdict({ outcome, ...rest }, { evidence, against, prior }),
          );
          const cited = [
            ...verdict.hostileText,
            ...verdict.hypotheses.flatMap(each =>
              [...each.evidence, ...each.against].map(({ id }) => id),
            ),
          ];
          for (const id of cited) expect(ledger.get(id)?.id).toBe(id);
          expect(
            verdict.hypotheses.filter(
              each => each.isProven && each.evidence.length === 0,
            ),
          ).toEqual([]);
          const given = incident.recommendations.map(({ id }) => id);
          for (const id of verdict.recommendations) expect(given).toContain(id);
        },
      ),
    );
  });
});

describe('modelVerdictSchema', () => {
  it('takes what it asks for and nothing else', () => {
    expect(modelVerdictSchema.safeParse(writtenVerdict()).success).toBe(true);
    expect(
      modelVerdictSchema.safeParse({ ...writtenVerdict(), tools: [] }).success,
    ).toBe(false);
  });
});
