import { object } from '../testing/builders';
import { snapshotOf } from '../testing/detectorRunner';
import { referenceTo } from './evidence';
import { isIgnored } from './isIgnored';

const annotated = (value?: unknown) => ({
  metadata: value ? { annotations: { 'opsagent/ignore': value } } : {},
});

function ignores(onObject?: unknown, onNamespace?: unknown) {
  const subject = object('Deployment', 'cart', {}, annotated(onObject));
  const home = object('Namespace', 'shop', {}, annotated(onNamespace));
  return isIgnored(
    { detector: 'pod.crash-loop', subject: referenceTo(subject) },
    snapshotOf([subject, home]),
  );
}

describe('isIgnored', () => {
  it.each([
    ['pod.crash-loop', undefined],
    [' pod.oom-killed , pod.crash-loop ', undefined],
    ['pod.*', undefined],
    [undefined, 'pod.*'],
    ['service.*', 'pod.crash-loop'],
  ])('%p on the object, %p on its namespace', (onObject, onNamespace) => {
    expect(ignores(onObject, onNamespace)).toBe(true);
  });

  it.each([
    [undefined],
    ['pod.crash'],
    ['pod.crash-loop-back-off'],
    ['pod'],
    ['*'],
    ['.*'],
    ['pod.* service.*'],
    [true],
    [5],
    [['pod.*']],
  ])('not by %p', onObject => {
    expect(ignores(onObject)).toBe(false);
  });
});
