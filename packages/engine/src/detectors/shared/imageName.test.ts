import { parseImageName } from './imageName';

describe('parseImageName', () => {
  it.each([
    ['nginx', 'docker.io', 'docker.io/library/nginx', 'latest', undefined],
    ['nginx:1.27', 'docker.io', 'docker.io/library/nginx', '1.27', undefined],
    ['acme/cart:2', 'docker.io', 'docker.io/acme/cart', '2', undefined],
    [
      'registry.example.org:5000/cart',
      'registry.example.org:5000',
      'registry.example.org:5000/cart',
      'latest',
      undefined,
    ],
    ['localhost/cart:dev', 'localhost', 'localhost/cart', 'dev', undefined],
    [
      'ghcr.io/acme/cart@sha256:abc',
      'ghcr.io',
      'ghcr.io/acme/cart',
      undefined,
      'sha256:abc',
    ],
    [
      'ghcr.io/acme/cart:2@sha256:abc',
      'ghcr.io',
      'ghcr.io/acme/cart',
      '2',
      'sha256:abc',
    ],
  ])('reads %s', (image, registry, repository, tag, digest) => {
    expect(parseImageName(image)).toEqual({
      registry,
      repository,
      ...(tag ? { tag } : {}),
      ...(digest ? { digest } : {}),
    });
  });
});
