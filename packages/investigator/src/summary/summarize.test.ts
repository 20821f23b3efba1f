import fc from 'fast-check';
import { EvidenceLedger } from '../ledger/EvidenceLedger';
import { ModelChain } from '../model/ModelChain';
import { brokenCheckout } from '../testing/brokenCheckout';
import { openPrivacy } from '../testing/openPrivacy';
import { ScriptedModel, ScriptedTurn } from '../testing/ScriptedModel';
import { SummaryCheck } from './SummaryCheck';
import { summarize } from './summarize';
import { WrittenSummary } from './writtenSummarySchema';

const { incident } = brokenCheckout();
const [recommendation] = incident.recommendations;

const sentence = (
  fields: Partial<WrittenSummary['sentences'][number]> = {},
) => ({
  text: 'The shop cannot start because a password is missing.',
  evidence: ['E1'],
  recommendations: [],
  ...fields,
});

function written(...sentences: WrittenSummary['sentences']) {
  return JSON.stringify({ sentences });
}

async function summarized(...turns: ScriptedTurn[]) {
  const model = new ScriptedModel(turns);
  const summary = summarize({
    incident,
    models: new ModelChain([model]),
    privacy: openPrivacy,
    signal: new AbortController().signal,
  });
  return { model, summary };
}

describe('summarize', () => {
  it('tells what the rules found, and keeps what rests on it', async () => {
    const advice = sentence({
      text: 'Somebody has to add it; ask ana@example.org.',
      evidence: [],
      recommendations: [recommendation.id],
    });
    const { model, summary } = await summarized(
      written(sentence(), {
        ...advice,
        text: advice.text.replace('ana@example.org', '<email-1>'),
      }),
    );
    const { facts, sentences, transcript, usage, ...rest } = await summary;
    expect(sentences).toEqual([sentence(), advice]);
    expect(facts.map(({ id, kind }) => [id, kind])).toEqual([
      ['E1', 'finding'],
    ]);
    expect(rest).toMatchObject({
      model: 'scripted',
      calls: [{ model: 'scripted', servedBy: 'scripted-1' }],
    });
    expect(usage).toMatchObject({ calls: 1, inputTokens: 100 });
    const [{ tools, messages }] = model.requests;
    expect(tools).toBeUndefined();
    expect(messages[1].text).toContain(
      JSON.stringify(incident.findings[0].message).slice(1, -1),
    );
    expect(messages[1].text).toContain(recommendation.title);
    expect(messages[1].text).not.toContain('ana@example.org');
    expect(transcript[0].messages.map(each => each.role)).toEqual([
      'system',
      'user',
      'schema',
      'assistant',
    ]);
  });

  it('has citations mended, and leaves out what still rests on nothing', async () => {
    const bad = written(
      sentence(),
      sentence({ text: 'It was Bob.', evidence: ['E99'] }),
      sentence({ text: 'All is lost (E98).' }),
      sentence({ text: 'Perhaps.', evidence: [] }),
      sentence({ recommendations: ['nothing'] }),
    );
    const { model, summary } = await summarized(bad, bad);
    const { sentences } = await summary;
    expect(sentences).toEqual([sentence(), sentence()]);
    const correction = model.requests[1].messages.at(-1)?.text;
    expect(correction).toContain('sentences.1.evidence: E99');
    expect(correction).toContain('sentences.2.text');
    expect(correction).toContain('sentences.3: cite');
    expect(correction).toContain('sentences.4.recommendations: nothing');
  });

  it('fails when nothing can be used', async () => {
    const unseen = written(sentence({ evidence: ['E99'] }));
    const nothing = await summarized(unseen, unseen);
    await expect(nothing.summary).rejects.toMatchObject({
      reason: 'malformed',
    });
    const refused = await summarized('I would rather not', 'no');
    await expect(refused.summary).rejects.toMatchObject({
      reason: 'malformed',
    });
  });
});

describe('SummaryCheck', () => {
  it('lets no sentence pass that cites nothing it was told', () => {
    const ledger = new EvidenceLedger({ privacy: openPrivacy });
    ledger.enter({ kind: 'finding', text: 'E2 is broken' });
    const check = new SummaryCheck({ incident, ledger });
    const id = fc.constantFrom('E1', 'E2', 'e1', recommendation.id, 'x', '');
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            text: fc.constantFrom('E2 is down', 'See E1', 'See E7', 'plain'),
            evidence: fc.array(id),
            recommendations: fc.array(id),
          }),
        ),
        sentences => {
          for (const each of check.settle({ sentences })) {
            expect(['E2 is down', 'plain']).toContain(each.text);
            expect(each.evidence.filter(it => it !== 'E1')).toEqual([]);
            const { length } = each.evidence;
            expect(length + each.recommendations.length).toBeGreaterThan(0);
            expect(
              each.recommendations.filter(it => it !== recommendation.id),
            ).toEqual([]);
          }
        },
      ),
    );
  });
});
