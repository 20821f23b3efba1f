import { ModelServer, startModelServer } from '../ModelServer';
import { demoModels, demonstrates } from './demoModels';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ models: Object.keys(demoModels) });
  server.otherwise(demonstrates);
});
afterAll(() => server.stop());

const opening = [
  'Incident {"title":"Pods wait","severity":"high","subject":"Deployment shop/cart","since":null}',
  'Facts:',
  '{"id":"E1","kind":"finding","about":"Deployment shop/cart","text":"no Secret"}',
  'Hypotheses of the rules:',
  '{"id":"H1","cause":"config.missing-secret","says":"The Secret is missing","evidence":["E1"]}',
].join('\n');
const subject = { kind: 'Deployment', namespace: 'shop', name: 'cart' };

async function ask(model: string, more: object) {
  const response = await fetch(`${server.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, ...more }),
  });
  return response.json();
}

const tools = ['get_events', 'get_object', 'related_objects'].map(name => ({
  type: 'function',
  function: { name },
}));

it('looks at the subject first, and then around it', async () => {
  const messages: object[] = [{ role: 'user', content: opening }];
  const looks = [];
  for (let turn = 0; turn < 3; turn++) {
    const answer = await ask('careful', { messages, tools });
    const { message } = answer.choices[0];
    const toolCalls: { id: string; function: object }[] =
      message.tool_calls ?? [];
    looks.push(toolCalls.map(call => call.function));
    messages.push(
      message,
      ...toolCalls.map(({ id }) => ({
        role: 'tool',
        tool_call_id: id,
        content: '{"id":"E2","kind":"event","text":"secret not found"}',
      })),
    );
  }
  const written = JSON.stringify(subject);
  expect(looks).toEqual([
    [
      { name: 'get_events', arguments: written },
      { name: 'get_object', arguments: written },
    ],
    [{ name: 'related_objects', arguments: written }],
    [],
  ]);
});

it.each([
  ['careful', ['E1']],
  ['invents', ['E9999']],
])('concludes: %s', async (model, cited) => {
  const answer = await ask(model, {
    messages: [{ role: 'user', content: opening }],
    response_format: { type: 'json_schema', json_schema: { name: 'verdict' } },
  });
  const verdict = JSON.parse(answer.choices[0].message.content);
  expect(verdict.outcome).toBe('explained');
  expect(verdict.hypotheses).toMatchObject([{ subject, prior: 'H1' }]);
  expect(
    verdict.hypotheses[0].evidence.map((each: { id: string }) => each.id),
  ).toEqual(cited);
});

const question = (text: string) =>
  [opening, 'Question:', JSON.stringify(text)].join('\n');
const inForm = (name: string) => ({
  response_format: { type: 'json_schema', json_schema: { name } },
});

it('answers a question with what it was told, and a question for incidents with a list', async () => {
  const answered = await ask('careful', {
    messages: [{ role: 'user', content: question('Why?') }],
    ...inForm('answer'),
  });
  expect(JSON.parse(answered.choices[0].message.content)).toMatchObject({
    outcome: 'answered',
    statements: [
      { text: 'The Secret is missing', evidence: ['E1'] },
      { evidence: [] },
    ],
    filter: null,
  });
  const listed = await ask('careful', {
    messages: [
      { role: 'user', content: question('Which incidents are critical?') },
    ],
    ...inForm('answer'),
  });
  expect(JSON.parse(listed.choices[0].message.content)).toMatchObject({
    filter: { severity: ['critical'], age: null, order: 'severity' },
  });
});

it('explains an incident as the rules do', async () => {
  const answer = await ask('careful', {
    messages: [{ role: 'user', content: opening }],
    ...inForm('summary'),
  });
  expect(JSON.parse(answer.choices[0].message.content)).toEqual({
    sentences: [
      { text: 'The Secret is missing', evidence: ['E1'], recommendations: [] },
    ],
  });
});

it('fails as it is called', async () => {
  const messages = [{ role: 'user', content: opening }];
  await expect(ask('limited', { messages })).resolves.toMatchObject({
    error: { code: 'rate_limit_exceeded' },
  });
  await expect(ask('another', { messages })).resolves.toMatchObject({
    error: { code: 'model_not_found' },
  });
});
