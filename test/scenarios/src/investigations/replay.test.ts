import { ModelServer, startModelServer } from '@opsagent/test-model-server';
import { citationsOf, investigateScenario } from './investigateScenario';
import { RECORDED_SCENARIOS } from './recordedScenarios';
import { readRecording } from './RecordedInvestigation';

describe('recorded investigations', () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer();
  });
  afterAll(() => server.stop());

  const replay = async (
    scenario: string,
    change: (answers: string) => string = answers => answers,
  ) => {
    const { answers } = readRecording(scenario)!;
    server.reset();
    server.replays({ answers: JSON.parse(change(JSON.stringify(answers))) });
    return investigateScenario(scenario, {
      api: 'chat-completions',
      baseUrl: server.baseUrl,
      model: 'recorded',
    });
  };

  it('are ten or more', () => {
    expect(RECORDED_SCENARIOS.length).toBeGreaterThanOrEqual(10);
  });

  it.each(RECORDED_SCENARIOS)(
    '%s comes to the same verdict on the same evidence',
    async scenario => {
      const { verdict, citations } = readRecording(scenario)!;
      const result = await replay(scenario);
      expect(server.refusals).toEqual([]);
      expect(result.verdict).toEqual(verdict);
      expect(citationsOf(result)).toEqual(citations);
      expect(citations.length).toBeGreaterThan(0);
    },
  );

  it('tell when a verdict cites something else than was seen', async () => {
    const result = await replay(RECORDED_SCENARIOS[0], answers =>
      answers.replace(/\\"E\d+\\"/g, '\\"E999\\"'),
    );
    expect(result.steps).toContainEqual(
      expect.objectContaining({ type: 'rejected' }),
    );
    expect(result.verdict).toBeUndefined();
  });
});
