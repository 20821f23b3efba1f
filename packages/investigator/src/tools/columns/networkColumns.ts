import {
  ColumnsOf,
  entriesOf,
  Fields,
  fieldsOf,
  specOf,
  statusOf,
  unlessEmpty,
} from './Columns';

export const serviceColumns: ColumnsOf = service => {
  const spec = specOf(service);
  const isOpen = spec.type !== undefined && spec.type !== 'ClusterIP';
  return {
    type: spec.type,
    clusterIP: spec.clusterIP,
    externalName: spec.externalName,
    ...(isOpen ? { loadBalancer: statusOf(service).loadBalancer } : {}),
    selector: spec.selector ?? null,
    ports: entriesOf(spec.ports).map(describePort),
    ...(spec.publishNotReadyAddresses
      ? { publishNotReadyAddresses: true }
      : {}),
    ...(spec.sessionAffinity === 'ClientIP'
      ? { sessionAffinity: 'ClientIP' }
      : {}),
  };
};

/** `http 80→8080/TCP`. */
function describePort({ name, nodePort, port, protocol, targetPort }: Fields) {
  const node = nodePort ? ` (node port ${nodePort})` : '';
  return `${name ? `${name} ` : ''}${port}→${targetPort ?? port}/${protocol ?? 'TCP'}${node}`;
}

export const ingressColumns: ColumnsOf = ingress => {
  const spec = specOf(ingress);
  const rules = entriesOf(spec.rules);
  return {
    class:
      spec.ingressClassName ??
      ingress.metadata.annotations?.['kubernetes.io/ingress.class'] ??
      null,
    rules: rules.flatMap(({ host, http }) =>
      entriesOf(fieldsOf(http).paths).map(
        ({ path, backend }) =>
          `${host ?? '*'}${path ?? ''} → ${describeBackend(backend)}`,
      ),
    ),
    ...(spec.defaultBackend
      ? { defaultBackend: describeBackend(spec.defaultBackend) }
      : {}),
    tls: unlessEmpty(entriesOf(spec.tls)),
    loadBalancer: statusOf(ingress).loadBalancer,
  };
};

function describeBackend(backend: unknown) {
  const { resource, service } = fieldsOf(backend);
  if (!service) return JSON.stringify(resource ?? null);
  const { name, port } = fieldsOf(service);
  const { name: portName, number } = fieldsOf(port);
  return `${name}:${number ?? portName}`;
}

export const networkPolicyColumns: ColumnsOf = policy => {
  const { egress, ingress, podSelector, policyTypes } = specOf(policy);
  return { podSelector, policyTypes, ingress, egress };
};

export const endpointSliceColumns: ColumnsOf = slice => {
  const endpoints = entriesOf(slice.endpoints);
  return {
    service: slice.metadata.labels?.['kubernetes.io/service-name'],
    ports: entriesOf(slice.ports).map(({ name, port }) => ({ name, port })),
    endpoints: endpoints.map(({ addresses, conditions, targetRef }) => ({
      addresses,
      of: fieldsOf(targetRef).name,
      ready: fieldsOf(conditions).ready,
    })),
  };
};
