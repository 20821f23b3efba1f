import { reduceObject } from './reduceObject';

describe('reduceObject', () => {
  it('keeps what a diagnosis reads and drops bookkeeping and nulls', () => {
    expect(
      reduceObject({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'cart',
          labels: null as never,
          creationTimestamp: '2026-03-01T12:00:00Z',
          managedFields: [{ manager: 'kubectl' }],
          annotations: {
            team: 'shop',
            'kubectl.kubernetes.io/last-applied-configuration': '{}',
          },
        },
        spec: {
          containers: [{ name: 'app', resources: null, ports: [] }],
          volumes: null,
          priority: 0,
          hostNetwork: false,
        },
      }),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'cart',
        creationTimestamp: '2026-03-01T12:00:00Z',
        annotations: { team: 'shop' },
      },
      spec: {
        containers: [{ name: 'app', ports: [] }],
        priority: 0,
        hostNetwork: false,
      },
    });
  });

  it('keeps who wrote when, with the outermost fields, however often it is reduced', () => {
    const write = { manager: 'kubectl', operation: 'Update' };
    const time = '2026-03-01T12:00:00Z';
    const reduced = reduceObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'cart',
        managedFields: [
          {
            ...write,
            time,
            apiVersion: 'apps/v1',
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:spec': { 'f:replicas': {} }, '.': {} },
          },
          { manager: 'controller', subresource: 'status', time },
          write,
        ],
      },
    });
    expect(reduced.metadata.managedFields).toEqual([
      { ...write, time, fieldsV1: { 'f:spec': {} } },
      { manager: 'controller', subresource: 'status', time },
    ]);
    expect(reduceObject(structuredClone(reduced))).toEqual(reduced);
  });

  it('keeps the keys of a Secret and none of its values', () => {
    const reduced = reduceObject({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db' },
      data: { password: 'aHVudGVyMg==' },
      stringData: { token: 'hunter2' },
    });
    expect(reduced).toMatchObject({ data: { password: '', token: '' } });
    expect(JSON.stringify(reduced)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  describe('keeps of a TLS Secret', () => {
    const PEM = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----';
    const KEY =
      '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----';
    const certificateOf = (certificate: string, fields: object = {}) => {
      const { data } = reduceObject({
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { name: 'shop' },
        data: { 'tls.crt': certificate, 'tls.key': btoa(KEY) },
        ...fields,
      }) as unknown as { data: Record<string, string> };
      expect(data['tls.key'] ?? '').toBe('');
      return atob(data['tls.crt']);
    };

    it('the certificates, without a key that stands among them', () => {
      const kept = certificateOf(btoa(`${PEM}\n${KEY}\n${PEM}`));
      expect(kept).toBe(`${PEM}\n${PEM}`);
      expect(certificateOf(btoa(kept))).toBe(kept);
      expect(
        certificateOf('', { stringData: { 'tls.crt': `${KEY}${PEM}` } }),
      ).toBe(PEM);
    });

    it.each([btoa(KEY), '§', btoa('-----BEGIN CERTIFICATE-----')])(
      'that there is no certificate: %#',
      contents => {
        expect(certificateOf(contents)).toBe('no certificate');
      },
    );

    it('nothing where nothing was', () => {
      expect(certificateOf('')).toBe('');
      expect(certificateOf(btoa(PEM), { type: 'Opaque' })).toBe('');
    });
  });
});
