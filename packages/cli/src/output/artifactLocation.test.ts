import { artifactLocation } from './artifactLocation';

describe('artifactLocation', () => {
  it.each([
    ['deploy/cart.yaml', 'deploy/cart.yaml'],
    ['./deploy/cart.yaml', 'deploy/cart.yaml'],
    ['/work/shop/deploy/cart.yaml', 'deploy/cart.yaml'],
    ['deploy/a b#c?d%.yaml', 'deploy/a%20b%23c%3Fd%25.yaml'],
    ['..deploy/a:b.yaml', '..deploy/a%3Ab.yaml'],
  ])('names %s relative to the working directory', (path, uri) => {
    expect(artifactLocation(path, '/work/shop')).toEqual({
      uri,
      uriBaseId: '%SRCROOT%',
    });
  });

  it.each([
    ['../other/cart.yaml', 'file:///work/other/cart.yaml'],
    ['/tmp/a b.yaml', 'file:///tmp/a%20b.yaml'],
  ])('names %s, which lies elsewhere, by its URL', (path, uri) => {
    expect(artifactLocation(path, '/work/shop')).toEqual({ uri });
  });
});
