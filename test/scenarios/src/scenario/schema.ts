import { z } from 'zod';
import { parseDuration } from './durations';
import { parseObjectName } from './reference';

const objectName = z.string().superRefine((text, context) => {
  try {
    parseObjectName(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const duration = z.string().superRefine((text, context) => {
  try {
    parseDuration(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const json = z.record(z.string(), z.unknown());

const containerEvent = z.strictObject({
  type: z.enum(['Normal', 'Warning']).default('Warning'),
  reason: z.string(),
  message: z.string(),
  count: z.number().int().positive().default(1),
  /** How long ago it was seen first and last. */
  first: duration.optional(),
  last: duration.default('30s'),
});

const event = containerEvent.extend({
  about: objectName,
  source: z.string().default('kubelet'),
});

const ended = {
  exitCode: z.number().int(),
  signal: z.number().int().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  /** How long ago the run ended, and how long it had lasted. */
  ended: duration.default('1m'),
  ranFor: duration.default('2s'),
};

const lastRun = z.strictObject(ended);

const common = {
  restarts: z.number().int().nonnegative().optional(),
  last: lastRun.optional(),
  /** What `kubectl logs`, with `--previous` where the container waits, prints. */
  logs: z.string().optional(),
  events: z.array(containerEvent).default([]),
};

const container = z.union([
  z.strictObject({
    ...common,
    /** Restarted by the kubelet with growing pauses, and waiting for the next start. */
    crashLoop: z.strictObject({
      ...ended,
      restarts: z.number().int().positive().default(6),
    }),
  }),
  z.strictObject({
    ...common,
    /** The runtime's words for why the image could not be pulled. */
    pullFailure: z.strictObject({
      error: z.string(),
      reason: z
        .enum(['ErrImagePull', 'ImagePullBackOff'])
        .default('ImagePullBackOff'),
      attempts: z.number().int().positive().default(5),
    }),
  }),
  z.strictObject({
    ...common,
    waiting: z.strictObject({
      reason: z.string(),
      message: z.string().optional(),
    }),
  }),
  z.strictObject({
    ...common,
    running: z.strictObject({
      /** How long ago the container started; with the pod unless given. */
      started: duration.optional(),
      ready: z.boolean().default(true),
      /** Whether the startup probe has passed. */
      passedStartup: z.boolean().default(true),
    }),
  }),
  z.strictObject({ ...common, terminated: lastRun }),
]);

const pods = z.strictObject({
  /** The workload, or the pod itself. */
  of: objectName,
  /** Only pods of this revision of a Deployment, 1 being the first. */
  revision: z.number().int().positive().optional(),
  /** Only these pods of a StatefulSet. */
  ordinals: z.array(z.number().int().nonnegative()).optional(),
  node: z.string().optional(),
  /** At most so many pods. */
  count: z.number().int().positive().optional(),
  /** How long ago the pods came into this state; with the step unless given. */
  since: duration.optional(),
  containers: z.record(z.string(), container).default({}),
  phase: z
    .enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])
    .optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  /** Take the place of those of the same type. */
  conditions: z.array(json).default([]),
  events: z.array(containerEvent).default([]),
  /** The kubelet does not finish deleting these. */
  stuck: z.boolean().default(false),
});

const status = z.strictObject({ of: objectName, status: json });

const play = z
  .strictObject({
    pods: z.array(pods).default([]),
    status: z.array(status).default([]),
    events: z.array(event).default([]),
    /** Claims for which the provisioner makes no volume. */
    unprovisioned: z.array(objectName).default([]),
  })
  .default({ pods: [], status: [], events: [], unprovisioned: [] });

const root = z.strictObject({ cause: z.string(), subject: objectName });

const told = z.strictObject({ of: objectName, as: json });

const header = z.strictObject({
  scenario: z.string(),
  sources: z.array(z.url()).min(1),
  tags: z.array(z.enum(['two-faults', 'noise', 'chain'])).default([]),
  expect: z
    .strictObject({
      causes: z
        .array(
          root.extend({
            /** Answers that are as right. */
            or: z.array(root).default([]),
          }),
        )
        .default([]),
      detectors: z
        .array(z.strictObject({ detector: z.string(), subject: objectName }))
        .default([]),
    })
    .default({ causes: [], detectors: [] }),
  /** How long before the capture the first manifests were applied. */
  age: duration.default('2h'),
  /** How long before the capture a controller repeated an event last, by reason, where that differs from the controller's habit. */
  repeated: z.record(z.string(), duration).default({}),
  /** Merged into objects as they were captured, where the real controllers write what only holds in the rebuild. */
  told: z.array(told).default([]),
  /** Files with further manifests, such as definitions of custom kinds, relative to the suite. */
  include: z.array(z.string()).default([]),
  play,
});

const step = z.strictObject({
  step: z.string(),
  /** How long before the capture it was done. */
  ago: duration,
  delete: z.array(objectName).default([]),
  /** Merged into the object. */
  patch: z.array(z.strictObject({ of: objectName, with: json })).default([]),
  play,
});

/** The first document of a scenario. */
export const headerSchema = header;
/** A document that begins a later step. */
export const stepSchema = step;

export type Header = z.infer<typeof header>;
export type StepHeader = z.infer<typeof step>;
export type Told = z.infer<typeof told>;
export type Play = z.infer<typeof play>;
export type PodPlay = z.infer<typeof pods>;
export type ContainerPlay = z.infer<typeof container>;
export type EndedRun = z.infer<typeof lastRun>;
export type ContainerEventPlay = z.infer<typeof containerEvent>;
