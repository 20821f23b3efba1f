import { ObjectReference } from '../findings/Finding';
import { kindKey, resourceOfKind } from '../snapshot/resources';

/** A value that the snapshot does not tell. In commands and patches it stands as `<NAME>`. */
export class Blank {
  constructor(
    /** In capitals. */
    readonly name: string,
    /** How to find the value. */
    readonly find: string,
  ) {}

  toString() {
    return `<${this.name}>`;
  }

  toJSON() {
    return this.toString();
  }
}

export function blank(name: string, find: string): Blank {
  return new Blank(name, find);
}

/** A command for a POSIX shell. */
export interface Command {
  text: string;
  blanks: readonly Blank[];
}

/** Several words of a command that belong together. */
class Words {
  constructor(readonly values: readonly (string | symbol)[]) {}
}

/** What may be put into a command: text, a number, a blank, words of `on`, or any other object as JSON. */
export type CommandValue = string | number | boolean | object | undefined;

/** What is untrusted and longer than this belongs into a file. */
const LONGEST_VALUE = 4_000;
/** The option, which no text from the cluster can be mistaken for. */
const NAMESPACE = Symbol('-n');
const PLAIN = /^[\w@%+=:,./-]+$/;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Thrown by a value that no command should hold. */
class UnfitValue extends Error {}

/**
 * A command of a tool, with every value quoted for the shell.
 *
 * Undefined when a value is undefined, would be taken for an option, or holds what a terminal does not show as it is: then no command is offered.
 */
function commandOf(tool: string) {
  return (
    parts: TemplateStringsArray,
    ...values: CommandValue[]
  ): Command | undefined => {
    const blanks: Blank[] = [];
    try {
      const text = parts.reduce((before, part, index) => {
        const isStart = /(?:^|\s)$/.test(before);
        return `${before}${wordOf(values[index - 1], isStart, blanks)}${part}`;
      });
      return { text: `${tool} ${text}`, blanks };
    } catch (error) {
      if (error instanceof UnfitValue) return undefined;
      throw error;
    }
  };
}

export const kubectl = commandOf('kubectl');
/** The command line of cert-manager. */
export const cmctl = commandOf('cmctl');
/** The command line of Argo CD. */
export const argocd = commandOf('argocd');

/** An object as commands name it, after its namespace: `-n shop deployment/cart`. */
export function on(object: ObjectReference | undefined): Words | undefined {
  if (!object?.name || !object.kind) return undefined;
  return new Words([
    ...(object.namespace ? [NAMESPACE, object.namespace] : []),
    `${resourceNameOf(object)}/${object.name}`,
  ]);
}

/** A kind of a group that is not built in is named with its group. */
function resourceNameOf({ kind, apiVersion }: ObjectReference) {
  const name = kind.toLowerCase();
  const group = apiVersion?.includes('/') ? apiVersion.split('/')[0] : '';
  const isBuiltIn =
    !group || (resourceOfKind(kind) && kindKey({ apiVersion, kind }) === kind);
  return isBuiltIn ? name : `${name}.${group}`;
}

function wordOf(
  value: CommandValue,
  isStart: boolean,
  blanks: Blank[],
): string {
  if (value === undefined) throw new UnfitValue();
  if (value instanceof Words)
    return value.values
      .map(each =>
        typeof each === 'symbol'
          ? `${each.description}`
          : wordOf(each, true, blanks),
      )
      .join(' ');
  const found = blanksIn(value);
  blanks.push(...found);
  const text =
    typeof value === 'object' && !(value instanceof Blank)
      ? asciiJson(value)
      : String(value);
  if (isStart && text.startsWith('-')) throw new UnfitValue();
  return quote(text);
}

function quote(text: string) {
  if (text.length > LONGEST_VALUE || !PRINTABLE_ASCII.test(text))
    throw new UnfitValue();
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function asciiJson(value: object) {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Every blank within a value. */
export function blanksIn(value: unknown): Blank[] {
  if (value instanceof Blank) return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(blanksIn)
    : [];
}

/** Applies a manifest that is given on the standard input. */
export function applyManifest(manifest: object): Command | undefined {
  const apply = kubectl`apply -f -`;
  const json = kubectl`${manifest}`;
  return (
    apply &&
    json && {
      text: `printf '%s' ${json.text.slice('kubectl '.length)} | ${apply.text}`,
      blanks: json.blanks,
    }
  );
}
