import { z } from 'zod';

const timestamp = z.iso.datetime({ offset: true });

/**
 * Where a finding or an incident stands.
 *
 * - `open`: it is there and nobody works on it: nobody has said anything, a person took back what was said, a snooze has ended, or it became worse than what was put aside
 * - `acknowledged`: somebody has seen it and works on it
 * - `snoozed`: nobody wants to hear of it until a moment
 * - `resolved`: a scan that looked at all it depends on no longer saw it
 * - `regressed`: it was resolved and is back
 */
export const lifecycleStateSchema = z
  .enum(['open', 'acknowledged', 'snoozed', 'resolved', 'regressed'])
  .meta({ id: 'LifecycleState' });

export type LifecycleState = z.infer<typeof lifecycleStateSchema>;

/** States of what is there now, whether or not anybody has seen it. */
export const PRESENT_STATES = [
  'open',
  'regressed',
  'acknowledged',
  'snoozed',
] as const satisfies readonly LifecycleState[];

/** States of what is there and of which nobody has said anything. */
export const UNSEEN_STATES = [
  'open',
  'regressed',
] as const satisfies readonly LifecycleState[];

/** What every finding and incident says of its life. */
export const lifeSchema = z.object({
  state: lifecycleStateSchema,
  /** When it came into its state. */
  stateSince: timestamp,
  /** The end of a snooze. */
  until: timestamp.optional(),
  /** Who brought it into its state, an entity reference; absent for scans. */
  by: z.string().optional(),
  /** In the words of whoever did; of a scan, what made it change the state. */
  reason: z.string().optional(),
  /** When a scan first saw it in its present life. */
  firstSeenAt: timestamp,
  lastSeenAt: timestamp,
  resolvedAt: timestamp.optional(),
});

export type Life = z.infer<typeof lifeSchema>;

/** One step of a life. */
export const transitionSchema = z
  .object({
    at: timestamp,
    /** Absent for the first. */
    from: lifecycleStateSchema.optional(),
    to: lifecycleStateSchema,
    /** An entity reference; absent for scans and for the end of a snooze. */
    by: z.string().optional(),
    reason: z.string().optional(),
    until: timestamp.optional(),
  })
  .meta({ id: 'Transition' });

export type Transition = z.infer<typeof transitionSchema>;

export const LONGEST_REASON = 1_000;
/** In days. */
export const LONGEST_SNOOZE = 90;

const reason = z
  .string()
  .trim()
  .min(1, 'leave it out or say why')
  .max(LONGEST_REASON, `use at most ${LONGEST_REASON} characters`);

/** What a person may say of a finding or an incident that is there. */
export const lifecycleChangeSchema = z
  .discriminatedUnion(
    'state',
    [
      z.strictObject({
        state: z.literal('acknowledged'),
        reason: reason.optional(),
      }),
      z.strictObject({
        state: z.literal('snoozed'),
        /** In the future, at most 90 days away. */
        until: z.iso.datetime({
          offset: true,
          error: 'give a moment like 2026-03-01T12:00:00Z',
        }),
        reason: reason.optional(),
      }),
      /** Takes back an acknowledgement or a snooze. */
      z.strictObject({ state: z.literal('open'), reason: reason.optional() }),
    ],
    {
      error: ({ code }) =>
        code === 'invalid_union'
          ? 'use one of acknowledged, snoozed, open'
          : 'send a JSON object with a state',
    },
  )
  .meta({ id: 'LifecycleChange' });

export type LifecycleChange = z.infer<typeof lifecycleChangeSchema>;
