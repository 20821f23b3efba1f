import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { ModelTelemetry } from './ModelTelemetry';

const MODEL = {
  name: 'Azure',
  model: 'deployment',
  api: 'chat-completions' as const,
  azure: { apiVersion: '1' },
  contextTokens: 1_000,
  maximumOutputTokens: 100,
  sends: [],
};

const CALL = {
  name: 'Azure',
  attempt: 1,
  startedAt: new Date(),
  duration: 1_500,
};

describe('ModelTelemetry', () => {
  it('measures and audits each call, and keeps nothing of what was said', async () => {
    const record: Record<string, jest.Mock> = {};
    const metrics = metricsServiceMock.mock({
      createHistogram: name => {
        record[name] = jest.fn();
        return { record: record[name] };
      },
    });
    const auditor = mockServices.auditor.mock();
    const success = jest.fn();
    const fail = jest.fn();
    auditor.createEvent.mockResolvedValue({ success, fail });
    const telemetry = new ModelTelemetry({ auditor, metrics, models: [MODEL] });
    const usage = {
      inputTokens: 10,
      outputTokens: 5,
      cachedInputTokens: 0,
      estimated: false,
    };
    telemetry.record({
      ...CALL,
      outcome: 'toolCalls',
      servedBy: 'gpt-x-1',
      usage,
    });
    telemetry.record({ ...CALL, name: 'company', outcome: 'rateLimited' });
    await new Promise(process.nextTick);

    const answered = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'azure.ai.openai',
      'gen_ai.request.model': 'deployment',
      'gen_ai.response.model': 'gpt-x-1',
    };
    expect(record['gen_ai.client.operation.duration'].mock.calls).toEqual([
      [1.5, answered],
      [
        1.5,
        {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': 'custom',
          'gen_ai.request.model': 'company',
          'error.type': 'rateLimited',
        },
      ],
    ]);
    expect(record['gen_ai.client.token.usage'].mock.calls).toEqual([
      [10, { ...answered, 'gen_ai.token.type': 'input' }],
      [5, { ...answered, 'gen_ai.token.type': 'output' }],
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'model-call' }),
    );
    expect(success).toHaveBeenCalledWith({
      meta: {
        outcome: 'toolCalls',
        servedBy: 'gpt-x-1',
        inputTokens: 10,
        outputTokens: 5,
      },
    });
    expect(fail).toHaveBeenCalledTimes(1);
  });
});
