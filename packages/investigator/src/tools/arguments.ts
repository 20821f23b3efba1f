import { z } from 'zod';

const NAME = z.string().min(1).max(253);

export const kindArgument = NAME.describe(
  'The kind as Kubernetes spells it, such as Pod; Kind.group for kinds that are not built in, such as Gateway.gateway.networking.k8s.io',
);

export const nameArgument = NAME;

export const namespaceArgument = NAME.nullable().describe(
  'null for what belongs to no namespace',
);

/** Names one object. */
export const objectArguments = z.strictObject({
  kind: kindArgument,
  namespace: namespaceArgument,
  name: nameArgument,
});

export type ObjectArguments = z.infer<typeof objectArguments>;
