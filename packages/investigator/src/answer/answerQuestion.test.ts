import { z } from 'zod';
import { LedgerEntry } from '../ledger/Fact';
import { Model, ModelRequest } from '../model/Model';
import { ModelChain } from '../model/ModelChain';
import { brokenCheckout } from '../testing/brokenCheckout';
import { openPrivacy } from '../testing/openPrivacy';
import { ScriptedModel, ScriptedTurn } from '../testing/ScriptedModel';
import { AnswerOptions, answerQuestion } from './answerQuestion';
import { AnswerStep } from './AnswerStep';
import { WrittenAnswer } from './modelAnswerSchema';

const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1-x' };

const written = (answer: Partial<WrittenAnswer> = {}) =>
  JSON.stringify({
    outcome: 'answered',
    statements: [{ text: 'The Secret lacks a key (E1).', evidence: ['E1'] }],
    missing: [],
    filter: null,
    next_questions: [],
    hostile_text: [],
    ...answer,
  });

async function ask(
  turns: readonly ScriptedTurn[],
  options: Partial<AnswerOptions<unknown>> &
    Pick<Partial<Model>, 'contextTokens' | 'sends'> = {},
) {
  const { incident, view } = brokenCheckout();
  const model = new ScriptedModel(turns, options);
  const heard: { step: AnswerStep; entered: readonly LedgerEntry[] }[] = [];
  const read = jest.fn(async () => view);
  const result = await answerQuestion({
    question: 'Why?',
    subject: { type: 'incident', incident },
    cluster: { scope: view.scope, read },
    models: new ModelChain([model]),
    privacy: openPrivacy,
    signal: new AbortController().signal,
    onStep: (step, { entered }) => heard.push({ step, entered }),
    ...options,
  });
  return { ...result, heard, model, read };
}

const openingIn = ({ messages }: ModelRequest) =>
  messages.find(each => each.role === 'user')!.text;

const EARLIER = {
  question: 'What fails?',
  answer: {
    statements: [{ text: 'The pod.', evidence: ['E40'], isProven: true }],
  },
  evidence: [
    { id: 'E40', kind: 'log', text: 'FATAL no password' },
  ] satisfies LedgerEntry[],
};

describe('answerQuestion', () => {
  it('reads the cluster only when a tool needs it, or what is told may be private to an object of it', async () => {
    const facts = [{ kind: 'document' as const, text: 'All is well' }];
    const subject = { type: 'cluster' as const, name: 'prod', facts };
    const said = ['Nothing to look up.', written()];
    const { outcome, read } = await ask(said, { subject });
    expect(outcome).toBe('answered');
    expect(read).not.toHaveBeenCalled();
    const looked = await ask(
      [[{ name: 'get_events', arguments: POD }], 'Enough.', written()],
      { subject },
    );
    expect(looked.read).toHaveBeenCalledTimes(1);
    expect((await ask(said)).read).toHaveBeenCalledTimes(1);
    const open = await ask(said, { sends: ['setting'] });
    expect(open.read).not.toHaveBeenCalled();
  });

  it('shows what cites nothing as unproven, and nothing that was not seen', async () => {
    const unseen = written({
      statements: [
        { text: 'It is the key, see E1.', evidence: ['E1', 'E1'] },
        { text: 'See E999.', evidence: ['E998'] },
      ],
    });
    const { answer, evidence, heard } = await ask([
      'Enough.',
      unseen,
      unseen,
      unseen,
    ]);
    expect(
      heard.filter(({ step }) => step.type === 'rejected').map(e => e.step),
    ).toContainEqual({
      type: 'rejected',
      problems: [
        expect.stringContaining('E998'),
        expect.stringContaining('E999'),
      ],
    });
    expect(answer?.statements).toEqual([
      { text: 'It is the key, see E1.', evidence: ['E1'], isProven: true },
      { text: 'See (unseen).', evidence: [], isProven: false },
    ]);
    expect(evidence.map(({ id }) => id)).toEqual(['E1']);
  });

  it('asks what would have to be read when it cannot be determined', async () => {
    const outcome = 'not-determinable' as const;
    const { answer, heard } = await ask([
      'Enough.',
      written({ outcome }),
      written({ outcome, missing: ['The log of the database'] }),
    ]);
    expect(heard.map(({ step }) => step.type)).toContain('rejected');
    expect(answer).toMatchObject({
      outcome,
      missing: ['The log of the database'],
    });
  });

  it('goes on with the ids of the conversation, and lets earlier evidence be cited', async () => {
    const { answer, evidence, heard, model } = await ask(
      [
        'Enough.',
        written({ statements: [{ text: 'So.', evidence: ['E40'] }] }),
      ],
      { earlier: [EARLIER], lastNumber: 40 },
    );
    const entered = heard.flatMap(each => each.entered);
    expect(entered[0].id).toBe('E41');
    expect(entered.map(({ id }) => id)).not.toContain('E40');
    expect(answer?.statements[0].isProven).toBe(true);
    expect(evidence).toEqual(EARLIER.evidence);
    expect(openingIn(model.requests[0])).toContain('"question":"What fails?"');
  });

  it('leaves out the oldest questions when there is no room, and says so', async () => {
    const long = { ...EARLIER, question: 'x'.repeat(2_000) };
    const { heard, model } = await ask(['Enough.', written()], {
      earlier: [long, EARLIER],
      contextTokens: 3_000,
    });
    const opening = openingIn(model.requests[0]);
    expect(opening).toContain('[cut: 1 earlier questions');
    expect(opening).toContain('What fails?');
    expect(opening).not.toContain(long.question);
    expect(heard.at(-1)?.step.type).toBe('answered');
  });

  it('turns what was asked for into a list, which a page without one does not know', async () => {
    const filter = { severity: 'high' };
    const incidents = {
      schema: z.strictObject({ severity: z.enum(['high', 'low']) }),
      read: async (listing: unknown) => ({ listing, totalItems: 3 }),
    };
    const { answer } = await ask(['Enough.', written({ filter })], {
      incidents,
    });
    expect(answer?.incidents).toEqual({ listing: filter, totalItems: 3 });
    const without = await ask([
      'Enough.',
      ...Array(3).fill(written({ filter })),
    ]);
    expect(without.outcome).toBe('failed');
  });

  it('tells the model why the cluster cannot be read, and is cancelled', async () => {
    const { scope } = brokenCheckout().view;
    const unread = await ask(
      [[{ name: 'get_events', arguments: POD }], 'Enough.', written()],
      {
        cluster: {
          scope,
          read: async () => {
            throw new Error('it takes kubernetes.proxy');
          },
        },
      },
    );
    expect(unread.heard.map(({ step }) => step)).toContainEqual(
      expect.objectContaining({ problem: 'it takes kubernetes.proxy' }),
    );
    const cancelled = await ask(['Enough.'], { signal: AbortSignal.abort() });
    expect(cancelled).toMatchObject({ outcome: 'cancelled', evidence: [] });
  });
});
