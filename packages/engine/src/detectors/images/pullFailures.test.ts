import { minutes, seconds } from '../../snapshot/durations';
import { object } from '../../testing/builders';
import { deployedPod, podEvent, waiting } from '../../testing/deployedPod';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { pullFailures } from './pullFailures';

const run = detectorRunner(...pullFailures);

const node = object('Node', 'worker-1', {
  status: { nodeInfo: { architecture: 'arm64', operatingSystem: 'linux' } },
});

interface Pull {
  reason?: string;
  image?: string;
  age?: number;
  more?: Ingredient[];
}

function pulling(text: string | undefined, pull: Pull = {}) {
  const { reason = 'ErrImagePull', image, age, more = [] } = pull;
  const containers = {
    app: { spec: image ? { image } : {}, status: waiting(reason, text) },
  };
  return run([
    node,
    ...deployedPod({ age, containers, status: { phase: 'Pending' } }),
    ...more,
  ]);
}

const CONTAINERD =
  'failed to pull and unpack image "registry.example.org/shop/app:1.4.2": failed to resolve reference "registry.example.org/shop/app:1.4.2"';

describe('image pull failures', () => {
  it.each([
    // containerd
    [
      'image.format-unsupported',
      'failed to unpack image on snapshotter overlayfs: not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image',
    ],
    [
      'image.format-unsupported',
      'failed to pull and unpack image: failed to convert: Pulling Schema 1 images have been deprecated and disabled by default since containerd v2.0',
    ],
    [
      'image.inspect-failed',
      'failed to unpack image on snapshotter overlayfs: failed to extract layer sha256:1: archive/tar: invalid tar header',
    ],
    [
      'image.not-found',
      `rpc error: code = NotFound desc = ${CONTAINERD}: registry.example.org/shop/app:1.4.2: not found`,
    ],
    [
      'image.not-found',
      `${CONTAINERD}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    ],
    [
      'image.auth-failed',
      `${CONTAINERD}: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.example.org/token: 401 Unauthorized`,
    ],
    [
      'image.auth-failed',
      `${CONTAINERD}: unexpected status from HEAD request to https://registry.example.org/v2/shop/app/manifests/1.4.2: 403 Forbidden`,
    ],
    [
      'image.auth-failed',
      `${CONTAINERD}: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
    ],
    [
      'image.auth-failed',
      `${CONTAINERD}: pull access denied, repository does not exist or may require authorization: server message: unauthorized: authentication required`,
    ],
    [
      'image.rate-limited',
      `${CONTAINERD}: unexpected status from HEAD request to https://registry.example.org/v2/shop/app/manifests/1.4.2: 429 Too Many Requests`,
    ],
    [
      'image.rate-limited',
      'failed to copy: httpReadSeeker: failed open: unexpected status code 429: toomanyrequests: You have reached your unauthenticated pull rate limit',
    ],
    [
      'image.registry-unresolved',
      `${CONTAINERD}: failed to do request: Head "https://registry.example.org/v2/shop/app/manifests/1.4.2": dial tcp: lookup registry.example.org on 10.0.0.2:53: no such host`,
    ],
    [
      'image.registry-unresolved',
      `${CONTAINERD}: failed to do request: Head "https://registry.example.org/v2/": dial tcp: lookup registry.example.org on 10.0.0.2:53: read udp 10.0.0.9:4411->10.0.0.2:53: i/o timeout`,
    ],
    [
      'image.registry-unreachable',
      `${CONTAINERD}: failed to do request: Head "https://registry.example.org/v2/": dial tcp 192.0.2.7:443: i/o timeout`,
    ],
    [
      'image.registry-unreachable',
      `${CONTAINERD}: failed to do request: Head "https://registry.example.org/v2/": dial tcp 192.0.2.7:443: connect: connection refused`,
    ],
    [
      'image.registry-unreachable',
      `${CONTAINERD}: unexpected status from HEAD request to https://registry.example.org/v2/: 503 Service Unavailable`,
    ],
    [
      'image.registry-unreachable',
      `${CONTAINERD}: failed to do request: Head "https://registry.example.org/v2/": net/http: TLS handshake timeout`,
    ],
    [
      'image.registry-tls',
      `${CONTAINERD}: failed to do request: Head "https://registry.example.org/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    ],
    [
      'image.registry-tls',
      `${CONTAINERD}: failed to do request: Head "https://registry.example.org/v2/": http: server gave HTTP response to HTTPS client`,
    ],
    [
      'image.platform-missing',
      `${CONTAINERD}: no match for platform in manifest: not found`,
    ],
    [
      'image.inspect-failed',
      'failed to pull and unpack image "registry.example.org/shop/app:1.4.2": failed to extract layer sha256:9f: exit status 1: unpigz: skipping',
    ],
    // CRI-O
    [
      'image.not-found',
      'reading manifest 1.4.2 in registry.example.org/shop/app: manifest unknown: manifest unknown',
    ],
    [
      'image.auth-failed',
      'initializing source docker://registry.example.org/shop/app:1.4.2: reading manifest 1.4.2 in registry.example.org/shop/app: unauthorized: access to the requested resource is not authorized',
    ],
    [
      'image.registry-unresolved',
      'pinging container registry registry.example.org: Get "https://registry.example.org/v2/": dial tcp: lookup registry.example.org: no such host',
    ],
    [
      'image.platform-missing',
      'choosing image instance: no image found in image index for architecture "arm64", variant "v8", OS "linux"',
    ],
    // docker
    [
      'image.not-found',
      "Error response from daemon: pull access denied for shop/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [
      'image.not-found',
      'Error response from daemon: manifest for registry.example.org/shop/app:1.4.2 not found: manifest unknown: manifest unknown',
    ],
    [
      'image.auth-failed',
      'Error response from daemon: Head "https://registry.example.org/v2/shop/app/manifests/1.4.2": no basic auth credentials',
    ],
    [
      'image.registry-unreachable',
      'Error response from daemon: Get "https://registry.example.org/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ],
    [
      'image.platform-missing',
      'no matching manifest for linux/arm64/v8 in the manifest list entries',
    ],
    ['image.pull-failed-other', 'something that no registry has said before'],
  ])('are %s for "%s"', (id, text) => {
    expect(pulling(text).map(each => each.detector)).toEqual([id]);
  });

  it.each([
    [
      'image.invalid-name',
      'InvalidImageName',
      'Failed to apply default image tag "Shop:1": couldn\'t parse image name "Shop:1": invalid reference format',
    ],
    [
      'image.never-pull-absent',
      'ErrImageNeverPull',
      'Container image "shop:1" is not present with pull policy of Never',
    ],
    [
      'image.signature-rejected',
      'SignatureValidationFailed',
      'image pull failed because the signature validation failed',
    ],
    [
      'image.inspect-failed',
      'ImageInspectError',
      'Failed to inspect image "shop:1": rpc error',
    ],
    [
      'image.registry-unreachable',
      'RegistryUnavailable',
      'image pull failed because the registry is unavailable',
    ],
  ])('are %s for reason %s', (id, reason, text) => {
    expect(pulling(text, { reason }).map(each => each.detector)).toEqual([id]);
  });

  it('takes the cause from the event of the last try while the kubelet only waits', () => {
    const event = podEvent(
      'Failed',
      `Failed to pull image "registry.example.org/shop/app:1.4.2": ${CONTAINERD}: 401 Unauthorized`,
      { container: 'app' },
    );
    const pull = {
      reason: 'ImagePullBackOff',
      more: [
        podEvent('Failed', 'Error: ErrImagePull', { container: 'app', age: 1 }),
        event,
      ],
    };
    const message =
      'Back-off pulling image "registry.example.org/shop/app:1.4.2"';
    const [found] = pulling(message, pull);
    expect(found).toMatchObject({
      detector: 'image.auth-failed',
      key: 'registry.example.org',
    });
    expect(found.evidence).toContainEqual(
      expect.objectContaining({ type: 'event', reason: 'Failed' }),
    );
  });

  it('reads the cause that newer kubelets repeat while they wait', () => {
    const text = `Back-off pulling image "registry.example.org/shop/app:1.4.2": ErrImagePull: ${CONTAINERD}: registry.example.org/shop/app:1.4.2: not found`;
    expect(pulling(text, { reason: 'ImagePullBackOff' })[0]).toMatchObject({
      detector: 'image.not-found',
      key: 'app/registry.example.org/shop/app',
      severity: 'high',
    });
  });

  it('does not read a cause into the name of the image', () => {
    const image = 'registry.example.org/unauthorized/not-found:429';
    const text = `failed to resolve reference "${image}": no match for platform in manifest: not found`;
    expect(pulling(text, { image })[0].detector).toBe('image.platform-missing');
  });

  it('makes one finding about a registry that fails for all', () => {
    const text = (host: string) => `dial tcp: lookup ${host}: no such host`;
    const pod = (name: string, host: string) =>
      deployedPod({
        name,
        status: { phase: 'Pending' },
        containers: { app: { status: waiting('ErrImagePull', text(host)) } },
      });
    const found = run([
      ...pod('cart-1', 'registry.example.org'),
      ...pod('cart-2', 'registry.example.org'),
      ...pod('cart-3', 'auth.example.org'),
    ]);
    expect(found.map(each => [subjectOf(each), each.affected.length])).toEqual([
      ['Registry/auth.example.org', 1],
      ['Registry/registry.example.org', 2],
    ]);
  });

  it("names the node's platform", () => {
    const [found] = pulling('no match for platform in manifest: not found');
    expect(found.message).toContain('linux/arm64');
    expect(found.key).toBe('registry.example.org/shop/app/arm64');
  });

  it('says that a missing image may be a hidden one', () => {
    const [found] = pulling(
      'pull access denied for shop/app, repository does not exist or may require authorization',
    );
    expect(found.message).toMatch(/or hides it from those without/);
  });

  it.each([
    [
      'a pull younger than its grace',
      pulling(`${CONTAINERD}: not found`, { age: seconds(10) }),
    ],
    [
      'a container that waits for something else',
      pulling('not found', { reason: 'CreateContainerConfigError' }),
    ],
    [
      'an image that has been pulled since',
      run([
        ...deployedPod(),
        podEvent('Failed', 'Failed to pull image "x": not found', {
          container: 'app',
        }),
      ]),
    ],
    [
      'a pod that is being deleted',
      run(
        deployedPod({
          metadata: { deletionTimestamp: '2026-03-01T11:00:00Z' },
          containers: { app: { status: waiting('ErrImagePull', 'not found') } },
        }),
      ),
    ],
    [
      'a full disk that the node reports itself',
      run([
        object('Node', 'worker-1', {
          status: { conditions: [{ type: 'DiskPressure', status: 'True' }] },
        }),
        ...deployedPod({
          containers: {
            app: {
              status: waiting(
                'ErrImagePull',
                'failed to extract layer: write /var/lib: no space left on device',
              ),
            },
          },
        }),
      ]),
    ],
    [
      'a pod without any status',
      run(
        deployedPod({
          age: minutes(60),
          status: { containerStatuses: undefined },
        }),
      ),
    ],
  ])('is silent for %s', (_, found) => {
    expect(found).toEqual([]);
  });
});
