import { field } from '../../findings/evidence';
import { parseImageName } from '../shared/imageName';
import { containerDetector } from '../shared/workloadDetector';

const SOURCE = 'https://kubernetes.io/docs/concepts/containers/images/';

/** `1.27`, `v2`, `2024-05-01`, a commit: tags that nobody moves once they are published. */
const VERSION_LIKE = /\d+[._-]\d+|^v?\d+|[0-9a-f]{7,}/;

/** Images whose content may change under the same name. */
export const imageTags = [
  containerDetector({
    id: 'security.latest-tag',
    title: 'Image has no fixed version',
    documentation: {
      speaks:
        'A container runs the tag `latest`, or an image with neither tag nor digest, which means the same: what runs depends on when it was pulled, and a rollback brings nothing back.',
      silent: 'Images with a digest.',
      sources: [SOURCE],
    },
    check({ container: { name, image }, path }, { source }) {
      if (!image) return undefined;
      const { tag, digest } = parseImageName(image);
      if (digest || tag !== 'latest') return undefined;
      return {
        key: name,
        severity: 'medium',
        message: `Container ${name} runs ${image}, which names no version`,
        evidence: [field(source, `${path}.image`, image)],
      };
    },
  }),

  containerDetector({
    id: 'security.pull-policy',
    title: 'Moving tag is not pulled again',
    documentation: {
      speaks:
        'A container runs a tag that is moved by custom, such as `latest` or `stable`, and pulls it only where it is absent: nodes may run different images of the same name.',
      silent: 'Images with a digest or with a tag that looks like a version.',
      sources: [`${SOURCE}#image-pull-policy`],
    },
    check({ container, path }, { source }) {
      const { name, image, imagePullPolicy } = container;
      if (!image || !imagePullPolicy || imagePullPolicy === 'Always')
        return undefined;
      const { tag = '', digest } = parseImageName(image);
      if (digest || VERSION_LIKE.test(tag)) return undefined;
      return {
        key: name,
        severity: 'info',
        message: `Container ${name} runs ${image} with the pull policy ${imagePullPolicy}`,
        evidence: [field(source, `${path}.imagePullPolicy`, imagePullPolicy)],
      };
    },
  }),
];
