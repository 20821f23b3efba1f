import { Evidence } from '@opsagent/engine';
import { z } from 'zod';
import { investigate, InvestigateOptions } from './investigate';
import { InvestigationStep } from './InvestigationStep';
import { ModelChain } from './model/ModelChain';
import { brokenCheckout } from './testing/brokenCheckout';
import { openPrivacy } from './testing/openPrivacy';
import { ScriptedModel, ScriptedTurn } from './testing/ScriptedModel';
import { writtenVerdict } from './testing/writtenVerdict';
import { ModelTranscript } from './Transcript';
import { defineTool } from './tools/Tool';

const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1-x' };
const VERDICT = JSON.stringify(writtenVerdict());

async function run(
  turns: readonly ScriptedTurn[],
  options: Partial<InvestigateOptions> & { callsTools?: boolean } = {},
) {
  const { callsTools, ...rest } = options;
  const model = new ScriptedModel(turns, { callsTools });
  const heard: InvestigationStep[] = [];
  const result = await investigate({
    ...brokenCheckout(),
    models: new ModelChain([model]),
    privacy: openPrivacy,
    signal: new AbortController().signal,
    onStep: step => heard.push(step),
    ...rest,
  });
  const lastSent = () => model.requests.at(-1)!.messages.at(-1)!;
  return { result, model, heard, lastSent };
}

describe('what an investigation sends', () => {
  it('masks what tools and forms tell as it masks what is said', async () => {
    const title = 'Ask ana@example.org';
    const read = jest.fn(async () => ({ facts: [] }));
    const { result, model } = await run(
      [
        [{ name: 'read_page', arguments: { title: 'Ask <email-1>' } }],
        'Enough.',
        VERDICT,
      ],
      {
        tools: [
          defineTool({
            name: 'read_page',
            description: `One page, such as ${title}`,
            schema: z.strictObject({
              title: z.enum([title]).describe(`Or write to ${title}`),
            }),
            run: read,
          }),
        ],
      },
    );
    expect(read).toHaveBeenCalledWith({ title }, expect.anything());
    for (const told of [model.requests, result.transcript]) {
      expect(JSON.stringify(told)).not.toContain('ana@example.org');
      expect(JSON.stringify(told)).toContain('"enum":["Ask <email-1>"]');
    }
  });

  it('keeps word for word what is sent, and with which tools and form, before it is', async () => {
    const kept: ModelTranscript[] = [];
    const { model, result } = await run(
      [
        [{ name: 'get_events', arguments: POD }],
        request => {
          const said = kept.flatMap(each => each.messages);
          const sent = request.messages.filter(
            each => each.role !== 'assistant',
          );
          expect(said).toEqual(expect.arrayContaining(sent));
          return 'I have seen enough.';
        },
        VERDICT,
      ],
      {
        onSend: async said => {
          kept.push(...said);
        },
      },
    );
    const [{ messages }] = result.transcript;
    expect(messages.map(each => each.role)).toEqual([
      'tools',
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'tools',
      'user',
      'schema',
      'assistant',
    ]);
    const [first, , last] = model.requests;
    expect(messages[0]).toEqual({ role: 'tools', tools: first.tools });
    expect(messages[6]).toEqual({ role: 'tools', tools: [] });
    expect(messages[8]).toEqual({ role: 'schema', ...last.answer });
    expect(kept.flatMap(each => each.messages)).toEqual(
      messages.slice(0, -1).filter(each => each.role !== 'assistant'),
    );
  });

  it('sends nothing that could not be kept', async () => {
    const { model, result } = await run(['Enough.', VERDICT], {
      onSend: async () => {
        throw new Error('the disk is full');
      },
    });
    expect(model.requests).toEqual([]);
    expect(result.steps.at(-1)).toEqual({
      type: 'failed',
      reason: 'error',
      message: 'the disk is full',
    });
  });

  it('sends nothing private, keeps no credential, and gives names back', async () => {
    const { result, model } = await run([
      [
        { name: 'get_events', arguments: POD },
        { name: 'get_object', arguments: POD },
      ],
      'Ask <email-1>.',
      JSON.stringify(writtenVerdict({ next_steps: ['Ask <email-1>.'] })),
    ]);
    const sent = JSON.stringify([model.requests, result.transcript]);
    expect(sent).toContain('<email-1>');
    expect(sent).not.toContain('ana@example.org');
    expect(JSON.stringify([sent, result])).not.toContain('ghp_');
    expect(JSON.stringify(result.ledger)).toContain('ana@example.org');
    expect(result.verdict?.nextSteps).toEqual(['Ask ana@example.org.']);
    expect(result.steps).toContainEqual(
      expect.objectContaining({ text: 'Ask ana@example.org.' }),
    );
  });

  it('shows nothing of a credential in a message too long to be shown whole', async () => {
    const { incident } = brokenCheckout();
    const [finding] = incident.findings;
    const evidence: Evidence = {
      type: 'event',
      object: finding.subject,
      reason: 'Failed',
      message: `${'tried '.repeat(30)}ghp_${'x'.repeat(200)} and gave up`,
      count: 1,
    };
    const { result } = await run(['Enough.', VERDICT], {
      incident: {
        ...incident,
        findings: [{ ...finding, evidence: [...finding.evidence, evidence] }],
      },
    });
    const kept = JSON.stringify(result.ledger);
    expect(kept).toContain('gave up');
    expect(kept).not.toContain('xx');
  });
});
