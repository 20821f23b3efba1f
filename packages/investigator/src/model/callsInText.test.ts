import { callsInText } from './callsInText';

const tools = ['get_logs', 'get_events'].map(name => ({
  name,
  description: '',
  parameters: {},
}));

const namesIn = (text: string) =>
  callsInText(text, tools).map(({ name, arguments: given }) => [
    name,
    JSON.parse(given),
  ]);

it.each([
  [
    'plain',
    '{"name":"get_logs","parameters":{"pod":"cart-1"}}',
    [['get_logs', { pod: 'cart-1' }]],
  ],
  [
    'in a fence with words',
    'I look at its log.\n```json\n{"name":"get_logs","arguments":{"pod":"cart-1"}}\n```',
    [['get_logs', { pod: 'cart-1' }]],
  ],
  [
    'marked',
    '<tool_call>\n{"name":"get_logs","arguments":{}}\n</tool_call>\n<tool_call>{"name":"get_events","arguments":{}}</tool_call>',
    [
      ['get_logs', {}],
      ['get_events', {}],
    ],
  ],
  [
    'several in a list',
    '[{"name":"get_logs","arguments":{}},{"name":"get_events","arguments":{}}]',
    [
      ['get_logs', {}],
      ['get_events', {}],
    ],
  ],
  [
    'marked, one of them of no tool',
    '<tool_call>{"name":"getConfigMap","arguments":{}}</tool_call><tool_call>{"name":"get_logs","arguments":{}}</tool_call>',
    [
      ['getConfigMap', {}],
      ['get_logs', {}],
    ],
  ],
  [
    'actions',
    'Thought: I look.\nAction: get_logs\nAction Input: {"pod":"cart-1"}\n',
    [['get_logs', { pod: 'cart-1' }]],
  ],
  [
    'as in a program',
    'get_logs(namespace="shop", pod=\'cart-1\', lines=20, since=None, previous=False)',
    [
      [
        'get_logs',
        {
          namespace: 'shop',
          pod: 'cart-1',
          lines: 20,
          since: null,
          previous: false,
        },
      ],
    ],
  ],
])('reads calls that are %s', (_name, text, expected) => {
  expect(namesIn(text)).toEqual(expected);
});

it.each([
  'The log of cart-1 says it all.',
  '{"outcome":"explained","hypotheses":[]}',
  '{"name":"delete_pod","arguments":{"pod":"cart-1"}}',
  '{"name":"cart","kind":"Deployment"}',
  '[{"name":"get_logs","arguments":{}},{"cause":"none"}]',
  'Call restart(pod="cart-1") then.',
  '',
])('finds none in %s', text => {
  expect(namesIn(text)).toEqual([]);
});
