import { openMask } from '../testing/openPrivacy';
import { MaskedMessages } from './MaskedMessages';
import { Mask } from './Privacy';

function countingMask() {
  const seen: string[] = [];
  let learned = 0;
  const mask: Mask = {
    ...openMask,
    get learned() {
      return learned;
    },
    mask: text => {
      seen.push(text);
      return openMask.mask(text);
    },
  };
  const learn = () => {
    learned += 1;
  };
  return { mask, seen, learn };
}

const SAID = { role: 'user', text: 'ask ana@example.org\nnow' } as const;

describe('MaskedMessages', () => {
  it('masks each line, and what tools were asked for', () => {
    const messages = new MaskedMessages();
    expect(messages.of(SAID, openMask).text).toBe('ask <email-1>\nnow');
    const call = { id: '1', name: 'look', arguments: '"ana@example.org"' };
    expect(
      messages.of({ role: 'assistant', text: '', toolCalls: [call] }, openMask),
    ).toEqual({
      role: 'assistant',
      text: '',
      toolCalls: [{ ...call, arguments: '"<email-1>"' }],
    });
  });

  it('masks a message once for each mask', () => {
    const [one, other] = [countingMask(), countingMask()];
    const messages = new MaskedMessages();
    for (let round = 0; round < 3; round++) messages.of(SAID, one.mask);
    messages.of(SAID, other.mask);
    expect(one.seen).toEqual(['ask ana@example.org', 'now']);
    expect(other.seen).toEqual(one.seen);
  });

  it('masks it anew when there is more to hide', () => {
    const { mask, seen, learn } = countingMask();
    const messages = new MaskedMessages();
    messages.of(SAID, mask);
    learn();
    messages.of(SAID, mask);
    expect(seen).toHaveLength(4);
  });
});
