import { analyze } from '../analyze';
import {
  gateway,
  gatewayClass,
  route,
} from '../detectors/gateway/testGateways';
import { Ingredient, condition, customObject, object } from '../testing';
import { snapshotOf } from '../testing/detectorRunner';

/** `root <- number of findings` of each incident. */
const told = (ingredients: readonly Ingredient[]) =>
  analyze(snapshotOf(ingredients)).incidents.map(
    ({ subject, findings }) =>
      `${subject.kind}/${subject.name} ${findings.length}`,
  );

const notReady = (reason: string) => [condition('Ready', 'False', reason)];

describe('what uses what among add-ons', () => {
  it.each<[string, Ingredient[], string[]]>([
    [
      'a route follows from its Gateway',
      [
        gatewayClass(),
        gateway({
          conditions: [condition('Accepted', 'False', 'UnsupportedAddress')],
        }),
        object('Service', 'cart', {
          spec: { type: 'ExternalName', externalName: 'cart.example.org' },
        }),
        route({ conditions: [condition('Accepted', 'False', 'NoReady')] }),
      ],
      ['Gateway/public 2'],
    ],
    [
      'a Certificate follows from its Issuer',
      [
        customObject('ClusterIssuer.cert-manager.io', 'acme', {
          status: { conditions: notReady('ErrRegisterACMEAccount') },
        }),
        customObject('Certificate.cert-manager.io', 'web', {
          spec: { issuerRef: { kind: 'ClusterIssuer', name: 'acme' } },
          status: { conditions: notReady('DoesNotExist') },
        }),
      ],
      ['ClusterIssuer/acme 2'],
    ],
    [
      'a Kustomization follows from its source, and another from it',
      [
        customObject('GitRepository.source.toolkit.fluxcd.io', 'shop', {
          status: { conditions: notReady('GitOperationFailed') },
        }),
        customObject('Kustomization.kustomize.toolkit.fluxcd.io', 'base', {
          spec: { sourceRef: { kind: 'GitRepository', name: 'shop' } },
          status: { conditions: notReady('ArtifactFailed') },
        }),
        customObject('Kustomization.kustomize.toolkit.fluxcd.io', 'shop', {
          spec: { dependsOn: [{ name: 'base' }] },
          status: { conditions: notReady('BuildFailed') },
        }),
      ],
      ['GitRepository/shop 3'],
    ],
    [
      'an ExternalSecret of another store does not follow',
      [
        customObject('SecretStore.external-secrets.io', 'vault', {
          status: { conditions: notReady('InvalidProviderConfig') },
        }),
        customObject('ExternalSecret.external-secrets.io', 'database', {
          spec: { secretStoreRef: { name: 'other' } },
          status: { conditions: notReady('SecretSyncedError') },
        }),
      ],
      ['ExternalSecret/database 1', 'SecretStore/vault 1'],
    ],
  ])('%s', (_, ingredients, expected) => {
    expect(told(ingredients).sort()).toEqual(expected);
  });
});
