import { ISTIO_KINDS } from '../../detectors/istio/istioKinds';
import { minutes } from '../../snapshot/durations';
import { customObject, object } from '../../testing';
import { Ingredient, unreadKind } from '../../testing';
import { causesOf } from '../testCrash';

const reset = {
  log: 'Get "http://ledger/entries": read tcp 10.244.1.9:51920->10.0.41.7:80: read: connection reset by peer',
};
const labels = { app: 'ledger' };
const ledger = (...containers: string[]) =>
  object(
    'Pod',
    'ledger-1',
    {
      spec: { containers: containers.map(name => ({ name })) },
      status: { phase: 'Running' },
    },
    { labels },
  );
const SERVICE = object('Service', 'ledger', {
  spec: { selector: labels, ports: [{ port: 80 }] },
});
const demand = (mode: string) =>
  customObject(
    ISTIO_KINDS.peerAuthentication,
    'default',
    { spec: { mtls: { mode } } },
    { age: minutes(30) },
  );
const shop = (meshLabels: Record<string, string> = {}) =>
  object('Namespace', 'shop', {}, { labels: meshLabels, namespace: undefined });

const MESHED = [SERVICE, ledger('app', 'istio-proxy')];

describe('mesh-policy-conflict', () => {
  it('is named for a client without proxy that a Service of the mesh cuts off', () => {
    expect(causesOf(reset, ...MESHED, shop(), demand('STRICT'))[0]).toBe(
      'mesh-policy-conflict 0.96',
    );
  });

  it.each<[string, Ingredient[]]>([
    ['a Service that takes both', [...MESHED, shop(), demand('PERMISSIVE')]],
    [
      'pods that are not in the mesh',
      [SERVICE, ledger('app'), shop(), demand('STRICT')],
    ],
    [
      'a client in the ambient mesh',
      [
        ...MESHED,
        shop({ 'istio.io/dataplane-mode': 'ambient' }),
        demand('STRICT'),
      ],
    ],
    ['a client whose namespace was not read', [...MESHED, demand('STRICT')]],
    [
      'policies that were not read',
      [...MESHED, shop(), unreadKind(ISTIO_KINDS.peerAuthentication)],
    ],
  ])('is silent for %s', (_, cluster) => {
    expect(causesOf(reset, ...cluster).join()).not.toContain('mesh-policy');
  });

  it('is silent for another complaint', () => {
    const refused = {
      log: 'dial tcp: connect to ledger:80: connection refused',
    };
    expect(
      causesOf(refused, ...MESHED, shop(), demand('STRICT')).join(),
    ).not.toContain('mesh-policy');
  });
});
