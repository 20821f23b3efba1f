import { field } from '../../findings/evidence';
import { parseImageName } from '../shared/imageName';
import { judgedContainers } from '../shared/judgedWorkloads';
import { workloadDetector } from '../shared/workloadDetector';

const SOURCE = 'https://kubernetes.io/docs/concepts/containers/images/';

/** `1.27`, `v2`, `2024-05-01`, a commit: tags that nobody moves once they are published. */
const VERSION_LIKE = /\d+[._-]\d+|^v?\d+|[0-9a-f]{7,}/;

/** Images whose content may change under the same name. */
export const imageTags = [
  workloadDetector({
    id: 'security.latest-tag',
    title: 'Image has no fixed version',
    documentation: {
      speaks:
        'A container runs the tag `latest`, or an image with neither tag nor digest, which means the same: what runs depends on when it was pulled, and a rollback brings nothing back.',
      silent: 'Images with a digest.',
      sources: [SOURCE],
    },
    *check(workload) {
      for (const { container, path } of judgedContainers(workload)) {
        if (!container.image) continue;
        const { tag, digest } = parseImageName(container.image);
        if (digest || tag !== 'latest') continue;
        yield {
          key: container.name,
          severity: 'medium',
          message: `Container ${container.name} runs ${container.image}, which names no version`,
          evidence: [field(workload.source, `${path}.image`, container.image)],
        };
      }
    },
  }),

  workloadDetector({
    id: 'security.pull-policy',
    title: 'Moving tag is not pulled again',
    documentation: {
      speaks:
        'A container runs a tag that is moved by custom, such as `latest` or `stable`, and pulls it only where it is absent: nodes may run different images of the same name.',
      silent: 'Images with a digest or with a tag that looks like a version.',
      sources: [`${SOURCE}#image-pull-policy`],
    },
    *check(workload) {
      for (const { container, path } of judgedContainers(workload)) {
        const { image, imagePullPolicy } = container;
        if (!image || !imagePullPolicy || imagePullPolicy === 'Always')
          continue;
        const { tag = '', digest } = parseImageName(image);
        if (digest || VERSION_LIKE.test(tag)) continue;
        yield {
          key: container.name,
          severity: 'info',
          message: `Container ${container.name} runs ${image} with the pull policy ${imagePullPolicy}`,
          evidence: [
            field(workload.source, `${path}.imagePullPolicy`, imagePullPolicy),
          ],
        };
      }
    },
  }),
];
