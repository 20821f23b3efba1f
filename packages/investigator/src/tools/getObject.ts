import { kindKey, KubernetesObject, referenceTo } from '@opsagent/engine';
import { z } from 'zod';
import { Fact } from '../ledger/Fact';
import { nullableText, objectArguments } from './arguments';
import { lookUp } from './lookUp';
import { partAt } from './object/partAt';
import { Section, sectionsOf } from './object/sectionsOf';
import { withoutDefaults } from './object/withoutDefaults';
import { tellFirst } from './tellFirst';
import { ClusterToolContext, defineClusterTool } from './Tool';

const MOST_SECTIONS = 80;

/** Characters of a text that are told where the whole object is asked for. */
const LONGEST_TEXT = 1_500;

/** Characters of a text that are told as one, where it is asked for by itself. */
const PIECE = 4_000;

/** One object, or a part of it, in parts. */
export const getObject = defineClusterTool({
  name: 'get_object',
  description:
    'Reads one object: status first, then metadata and spec. Left out are fields that have their default (restartPolicy Always, dnsPolicy ClusterFirst and so on), ids, and the volume of the service account token. Of Secrets only the names of their keys are known. With path, that part alone, whole and with defaults.',
  schema: objectArguments.extend({
    path: nullableText(z.string().min(1).max(500)).describe(
      'null for the object, or one part of it, such as spec.containers[app].env',
    ),
  }),

  async run({ path, ...asked }, context) {
    const found = lookUp(asked, context);
    if ('fact' in found) return { facts: [found.fact] };
    const object = context.privacy.withoutCredentials(found.object);
    const sections = path
      ? partOf(object, path, context)
      : sectionsOf(withoutDefaults(object)).map(each =>
          shortened(each, context),
        );
    const about = referenceTo(found.object);
    const told = tellFirst(MOST_SECTIONS, sections, {
      factOf: section => factOf(section, about),
      rest: 'more parts; ask for one with path',
      nothing: 'It has no fields beside its name.',
    });
    const isMetadata = !context.snapshot.hasContents(kindKey(found.object));
    return {
      ...told,
      ...(isMetadata ? { note: 'Only its metadata was read.' } : {}),
    };
  },
});

function factOf({ path, value }: Section, about: Fact['about']): Fact {
  return { kind: 'field', about, path, text: JSON.stringify(value) };
}

/** Texts are cut in pieces only after credentials are hidden: a part of one may not look like it. */
function partOf(
  object: KubernetesObject,
  path: string,
  { privacy }: Pick<ClusterToolContext, 'privacy'>,
): Section[] {
  const value = partAt(object, path);
  if (typeof value !== 'string') return sectionsOf({ [path]: value });
  const text = privacy.hideCredentials(value);
  const count = Math.ceil(text.length / PIECE);
  return Array.from({ length: Math.max(1, count) }, (_, index) => ({
    path: count > 1 ? `${path} (${index + 1} of ${count})` : path,
    value: text.slice(index * PIECE, (index + 1) * PIECE),
  }));
}

/** A long text says at its end how to get at the rest. */
function shortened(
  { path, value }: Section,
  { privacy }: Pick<ClusterToolContext, 'privacy'>,
): Section {
  if (typeof value !== 'string' || value.length <= LONGEST_TEXT)
    return { path, value };
  const text = privacy.hideCredentials(value);
  const left = text.length - LONGEST_TEXT;
  return {
    path,
    value:
      left > 0
        ? `${text.slice(0, LONGEST_TEXT)}… [cut: ${left} more characters; ask with path ${path}]`
        : text,
  };
}
