import { toolsInWords } from './toolsInWords';

it('tells calls and what they brought', () => {
  expect(
    toolsInWords([
      { role: 'system', text: 'You investigate.' },
      { role: 'user', text: 'Why?' },
      {
        role: 'assistant',
        text: 'I look.',
        toolCalls: [
          { id: 'a', name: 'get_events', arguments: '{"name":"cart"}' },
          { id: 'b', name: 'get_logs', arguments: '{"pod":"cart-1"}' },
        ],
      },
      { role: 'tool', callId: 'a', text: 'BackOff' },
      { role: 'tool', callId: 'b', text: 'no Secret' },
      { role: 'user', text: 'Give your verdict now.' },
    ]),
  ).toEqual([
    { role: 'system', text: 'You investigate.' },
    { role: 'user', text: 'Why?' },
    {
      role: 'assistant',
      text: 'I look.\nget_events {"name":"cart"}\nget_logs {"pod":"cart-1"}',
    },
    { role: 'user', text: 'get_events {"name":"cart"} brought:\nBackOff' },
    { role: 'user', text: 'get_logs {"pod":"cart-1"} brought:\nno Secret' },
    { role: 'user', text: 'Give your verdict now.' },
  ]);
});

it('leaves other conversations as they are', () => {
  const messages = [
    { role: 'user', text: 'Why?' },
    { role: 'assistant', text: 'Because.' },
  ] as const;
  expect(toolsInWords(messages)).toEqual(messages);
});
