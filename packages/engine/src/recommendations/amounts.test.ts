import { neatAmount, neatBytes, neatCores } from './amounts';

const MI = 2 ** 20;

describe('amounts', () => {
  it.each([
    [1, '16Mi'],
    [48 * MI, '48Mi'],
    [150 * MI, '160Mi'],
    [384 * MI, '384Mi'],
    [385 * MI, '448Mi'],
    [1_024 * MI, '1Gi'],
    [1_536 * MI, '1536Mi'],
    [1_537 * MI, '1792Mi'],
    [9 * 1_024 * MI + 1, '10Gi'],
  ])('rounds %d bytes up to %s', (bytes, text) => {
    expect(neatBytes(bytes)).toBe(text);
  });

  it.each([
    [0.001, '10m'],
    [0.1, '100m'],
    [0.21, '250m'],
    [0.96, '1'],
    [1.1, '1250m'],
    [2, '2'],
  ])('rounds %d cores up to %s', (cores, text) => {
    expect(neatCores(cores)).toBe(text);
  });

  it.each([
    ['requests.cpu', 1.5, '1500m'],
    ['limits.memory', 20 * MI, '32Mi'],
    ['pods', 4, '4'],
    ['count/jobs.batch', 2.5, '3'],
  ])('writes an amount of %s', (resource, amount, text) => {
    expect(neatAmount(resource, amount)).toBe(text);
  });
});
