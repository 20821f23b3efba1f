import { isDiagnosisAvailable } from './annotations';

describe('isDiagnosisAvailable', () => {
  it.each([
    [true, { 'backstage.io/kubernetes-id': 'checkout' }],
    [true, { 'backstage.io/kubernetes-label-selector': 'app=checkout' }],
    [false, { 'backstage.io/kubernetes-id': '' }],
    [false, { 'backstage.io/kubernetes-namespace': 'shop' }],
    [false, undefined],
  ])('is %s for %j', (expected, annotations) => {
    expect(
      isDiagnosisAvailable({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'checkout', annotations },
      }),
    ).toBe(expected);
  });
});
