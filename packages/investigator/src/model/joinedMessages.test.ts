import { joinedMessages } from './joinedMessages';

it('joins what the user says in a row, and leaves out answers that say nothing', () => {
  const toolCalls = [{ id: 'a', name: 'get_events', arguments: '{}' }];
  expect(
    joinedMessages([
      { role: 'system', text: 'You investigate.' },
      { role: 'user', text: 'Why?' },
      { role: 'assistant', text: '' },
      { role: 'user', text: 'Go on.' },
      { role: 'assistant', text: '', toolCalls },
      { role: 'tool', callId: 'a', text: 'BackOff' },
      { role: 'user', text: 'Give your verdict now.' },
    ]),
  ).toEqual([
    { role: 'system', text: 'You investigate.' },
    { role: 'user', text: 'Why?\n\nGo on.' },
    { role: 'assistant', text: '', toolCalls },
    { role: 'tool', callId: 'a', text: 'BackOff' },
    { role: 'user', text: 'Give your verdict now.' },
  ]);
});
