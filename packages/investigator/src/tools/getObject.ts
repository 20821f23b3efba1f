import { kindKey, KubernetesObject, referenceTo } from '@opsagent/engine';
import { z } from 'zod';
import { cutText } from '../ledger/cutText';
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
    'Reads one object: status first, without fields at their default (such as restartPolicy Always) and without ids. Of Secrets only the names of their keys are known.',
  schema: objectArguments.extend({
    path: nullableText(z.string()).describe(
      'null for all; or one part, whole and with defaults, such as spec.containers[app].env',
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
  const pieces = piecesOf(text);
  return pieces.map((piece, index) => ({
    path:
      pieces.length > 1 ? `${path} (${index + 1} of ${pieces.length})` : path,
    value: piece,
  }));
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  do {
    const piece = cutText(rest, PIECE);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  } while (rest !== '');
  return pieces;
}

/** A long text says at its end how to get at the rest. */
function shortened(
  { path, value }: Section,
  { privacy }: Pick<ClusterToolContext, 'privacy'>,
): Section {
  if (typeof value !== 'string' || value.length <= LONGEST_TEXT)
    return { path, value };
  const text = privacy.hideCredentials(value);
  const told = cutText(text, LONGEST_TEXT);
  const left = text.length - told.length;
  return {
    path,
    value:
      left > 0
        ? `${told}… [cut: ${left} more characters; ask with path ${path}]`
        : told,
  };
}
