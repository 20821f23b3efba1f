import { says, startModelServer } from '@opsagent/test-model-server';
import { modelOptions } from '../__testUtils__/modelOptions';
import { createModel } from './createModel';
import { wrapModel } from './wrapModel';

describe('wrapModel', () => {
  it('shows what the model has learned that its server lacks', async () => {
    const server = await startModelServer({ tools: 'rejected' });
    server.otherwise(says('So.'));
    const model = createModel(modelOptions(server), {
      wrap: wrapped =>
        wrapModel(wrapped, (request, call) => wrapped.answer(request, call)),
    });
    expect(model.callsTools).toBe(true);
    const parameters = {
      type: 'object',
      properties: {},
      required: [],
      additionalProperties: false,
    };
    await model.answer(
      {
        messages: [{ role: 'user', text: 'Why?' }],
        tools: [{ name: 'look', description: 'Looks', parameters }],
      },
      { signal: new AbortController().signal },
    );
    expect(model.callsTools).toBe(false);
    await server.stop();
  });
});
