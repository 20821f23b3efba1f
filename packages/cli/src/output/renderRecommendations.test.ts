import { Recommendation } from '@opsagent/engine';
import { painter } from './paint';
import {
  recommendationLines,
  renderRecommendation,
} from './renderRecommendations';

const cart = { kind: 'Deployment', namespace: 'shop', name: 'cart' };

const raise: Recommendation = {
  id: 'raise-memory-limit',
  title: 'Raise the memory limit',
  answers: 'memory-limit-too-low',
  action: 'patch-resources',
  target: cart,
  risk: 'medium',
  confidence: 0.8,
  minutes: 10,
  parameters: [
    {
      name: 'memory limit',
      current: '256Mi',
      proposed: '384Mi',
      because: 'half as much again',
    },
    { name: 'NODE', because: 'one with room' },
  ],
  preconditions: [
    { text: 'The cause is sure', holds: true },
    { text: 'Nobody else writes the object: Helm does', holds: false },
    { text: 'It does not leak' },
  ],
  steps: [
    { text: 'See what it uses', command: 'kubectl top pod', changes: false },
    {
      text: 'Raise the limit',
      command: 'kubectl patch',
      changes: true,
      drift: true,
    },
    {
      text: 'Label a node',
      command: "kubectl label node '<NODE>' a=b",
      open: ['NODE'],
      changes: true,
    },
  ],
  rollback: [
    { text: 'Return', command: 'kubectl rollout undo', changes: true },
  ],
  verification: [{ text: 'Nothing is killed', changes: false }],
  findings: ['a', 'b'],
};

const paint = painter(false);

describe('recommendationLines', () => {
  it('tell the first in full, and the others by what they are', () => {
    const other = { ...raise, id: 'tune', title: 'Tune the heap' };
    expect(recommendationLines([raise, other], paint).join('\n')).toBe(`\
What to do: Raise the memory limit  raise-memory-limit, helps with 80 %, medium risk, about 10 min
Not fulfilled: Nobody else writes the object: Helm does
memory limit: 256Mi → 384Mi (half as much again)
1. See what it uses
     kubectl top pod
2. Raise the limit (in an emergency only: its source will undo it)
     kubectl patch
3. Label a node
     kubectl label node '<NODE>' a=b
Fill in:
· <NODE>: one with room
Only if:
· It does not leak
It has worked when: Nothing is killed
To take it back:
· Return
     kubectl rollout undo
Or: Tune the heap  tune, helps with 80 %, medium risk, about 10 min
The steps of each stand in --output json.`);
  });

  it('do not lead to steps that there are not', () => {
    const bare = { ...raise, steps: [] };
    expect(recommendationLines([bare, bare], paint).join('\n')).not.toContain(
      'The steps of each',
    );
  });

  it('say nothing where nothing is recommended', () => {
    expect(recommendationLines([], paint)).toEqual([]);
  });

  it('ask nothing of who only looks', () => {
    const [first] = raise.steps;
    const lines = recommendationLines([{ ...raise, steps: [first] }], paint);
    expect(lines.join()).not.toMatch(
      /Only if|To take it back|Fill in|It has worked/,
    );
  });
});

describe('renderRecommendation', () => {
  it('names its target and how many findings it ends', () => {
    const [first] = renderRecommendation(raise, paint).split('\n');
    expect(first).toBe(
      'Raise the memory limit: Deployment shop/cart for 2 findings  raise-memory-limit',
    );
  });
});
