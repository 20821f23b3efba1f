import { field, referenceTo } from '../../findings/evidence';
import { minutes, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';

/** The attach controller itself gives a node six minutes to unmount before it detaches by force. */
const GRACE = minutes(6);

/** Volumes that do not come off a node, so that no other node can have them. */
export const detachStuck: Detector = {
  id: 'storage.detach-stuck',
  title: 'Volume does not come off its node',
  tier: 'problem',
  kinds: ['VolumeAttachment'],
  documentation: {
    speaks:
      'A VolumeAttachment was deleted more than six minutes ago and still exists: its driver has not detached the volume, so that no other node can use it.',
    silent: 'Attachments that were deleted more recently.',
    sources: [
      'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/',
      'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#storage-force-detach-on-timeout',
    ],
  },

  *detect({ snapshot }) {
    for (const attachment of snapshot.all('VolumeAttachment')) {
      const { metadata, spec, status } = attachment;
      const { deletionTimestamp } = metadata;
      if (!olderThan(snapshot, deletionTimestamp, GRACE)) continue;
      const name = spec?.source?.persistentVolumeName;
      const node = spec?.nodeName;
      const error = status?.detachError?.message;
      yield {
        subject: name
          ? { apiVersion: 'v1', kind: 'PersistentVolume', name }
          : referenceTo(attachment),
        ...(node ? { key: node } : {}),
        severity: 'medium',
        message: `Driver ${spec?.attacher} has not detached ${name ?? metadata.name} from node ${node} since ${deletionTimestamp}${error ? `: ${error}` : ''}`,
        evidence: [
          field(attachment, 'metadata.deletionTimestamp', deletionTimestamp),
          field(attachment, 'spec.nodeName', node),
          field(attachment, 'spec.attacher', spec?.attacher),
          ...(error
            ? [field(attachment, 'status.detachError.message', error)]
            : [field(attachment, 'status.attached', status?.attached)]),
        ],
        since: deletionTimestamp,
      };
    }
  },
};
