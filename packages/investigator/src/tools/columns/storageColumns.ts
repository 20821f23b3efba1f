import { ColumnsOf, fieldsOf, specOf, statusOf } from './Columns';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

export const claimColumns: ColumnsOf = claim => {
  const { accessModes, resources, storageClassName, volumeMode, volumeName } =
    specOf(claim);
  const { capacity, conditions, phase } = statusOf(claim);
  return {
    phase,
    volume: volumeName,
    storageClass: storageClassName ?? null,
    requested: fieldsOf(fieldsOf(resources).requests).storage,
    capacity: fieldsOf(capacity).storage,
    accessModes,
    ...(volumeMode === 'Block' ? { volumeMode } : {}),
    conditions,
  };
};

export const volumeColumns: ColumnsOf = volume => {
  const spec = specOf(volume);
  const claim = fieldsOf(spec.claimRef);
  const { message, phase, reason } = statusOf(volume);
  return {
    phase,
    reason,
    message,
    claim: spec.claimRef && `${claim.namespace}/${claim.name}`,
    storageClass: spec.storageClassName,
    capacity: fieldsOf(spec.capacity).storage,
    accessModes: spec.accessModes,
    reclaimPolicy: spec.persistentVolumeReclaimPolicy,
    driver: fieldsOf(spec.csi).driver,
    nodeAffinity: spec.nodeAffinity,
  };
};

export const storageClassColumns: ColumnsOf = storageClass => ({
  provisioner: storageClass.provisioner,
  bindingMode: storageClass.volumeBindingMode,
  reclaimPolicy: storageClass.reclaimPolicy,
  ...(storageClass.allowVolumeExpansion ? { expandable: true } : {}),
  ...(storageClass.metadata.annotations?.[DEFAULT_CLASS] === 'true'
    ? { default: true }
    : {}),
  parameters: storageClass.parameters,
  allowedTopologies: storageClass.allowedTopologies,
});

export const attachmentColumns: ColumnsOf = attachment => {
  const spec = specOf(attachment);
  const { attachError, attached, detachError } = statusOf(attachment);
  return {
    volume: fieldsOf(spec.source).persistentVolumeName,
    node: spec.nodeName,
    attacher: spec.attacher,
    attached,
    attachError,
    detachError,
  };
};
