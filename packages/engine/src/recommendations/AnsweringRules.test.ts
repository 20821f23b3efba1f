import { builtInCauses } from '../causes';
import { causesOfDetector } from '../causes/causesOfDetector';
import { builtInRecommendations } from '.';
import { AnsweringRules } from './AnsweringRules';

const answering = new AnsweringRules({
  rules: builtInRecommendations,
  causes: builtInCauses,
});
const ids = (rules: readonly { id: string }[]) => rules.map(each => each.id);

describe('recommendations that answer', () => {
  it('a finding are those that answer the cause that it proves', () => {
    expect(ids(answering.ofDetector('pod.oom-killed'))).toContain(
      'raise-memory-limit',
    );
  });

  it('a cause that is a finding by itself are those of its detector', () => {
    expect(answering.ofCause('hpa.flapping')).toEqual(
      answering.ofDetector('hpa.flapping'),
    );
  });

  it('come with the likeliest to help first', () => {
    const priors = answering
      .ofDetector('hpa.metrics-unavailable')
      .map(each => each.prior);
    expect(priors).toEqual([...priors].sort((a, b) => b - a));
  });

  it('nothing where nothing is known', () => {
    expect(answering.ofDetector('unknown.rule')).toEqual([]);
  });
});

describe('causes of a detector', () => {
  it('are those that it proves and those that it may follow from', () => {
    expect(ids(causesOfDetector('hpa.at-max', builtInCauses))).toEqual([
      'autoscaler-ceiling',
    ]);
    expect(ids(causesOfDetector('storage.pvc-pending', builtInCauses))).toEqual(
      ['volume-claim-unbindable', 'provisioner-broken'],
    );
  });
});
