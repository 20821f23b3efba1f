import { isPasswordFlag, isPasswordOfUser } from './arguments';
import { isHarmlessSetting } from './isHarmlessSetting';
import { isCredential, privateNameOf } from './privateNames';
import { TextClass } from './TextClass';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Contents of Secrets that hold credentials for image registries. */
const PULL_CREDENTIALS =
  /^(?:\.dockerconfigjson|\.dockercfg|auths?|identitytoken)$/;
/** What holds the value of the field around it, as in `password: { value: … }`. */
const VALUE_OF_PARENT =
  /^(?:value|val|text|string|plain|data|default|current|raw|[SNB])$/;
const DEEPEST = 60;

type Fields = Readonly<Record<string, unknown>>;

interface Masking {
  maskText(text: string): string;
  /** A text that is private as a whole. */
  maskAs(text: string, textClass: TextClass): string;
}

/** Masks objects of Kubernetes, and any other JSON, by what their fields mean. */
export class ObjectMasker {
  readonly #masking: Masking;

  constructor(masking: Masking) {
    this.#masking = masking;
  }

  mask(value: unknown): unknown {
    return this.#value(value, '', 0);
  }

  #value(value: unknown, name: string, depth: number): unknown {
    if (typeof value === 'string') return this.#text(value, name);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return null;
    if (Array.isArray(value)) return this.#list(value, name, depth);
    const fields = value as Fields;
    return fields.kind === 'Secret'
      ? this.#secret(fields, depth)
      : this.#fields(fields, name, depth);
  }

  #fields(fields: Fields, parent: string, depth: number): Fields {
    const isAuth = parent === 'auths';
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        this.#masking.maskText(name),
        isAuth
          ? this.#allHidden(value, depth)
          : this.#field(
              VALUE_OF_PARENT.test(name) && privateNameOf(parent)
                ? parent
                : name,
              value,
              fields,
              depth,
            ),
      ]),
    );
  }

  #field(name: string, value: unknown, fields: Fields, depth: number) {
    if (typeof value !== 'string') return this.#value(value, name, depth + 1);
    if (name === LAST_APPLIED) return this.#applied(value);
    const holder = fields.name ?? fields.key;
    if (name === 'value' && typeof holder === 'string')
      return this.#setting(holder, value);
    return this.#text(value, name);
  }

  /** Of a Secret every value, also where it is an annotation that repeats it. */
  #secret(secret: Fields, depth: number): Fields {
    const { data, stringData, ...rest } = secret;
    return {
      ...this.#fields(rest, '', depth),
      ...(data === undefined ? {} : { data: this.#allHidden(data, depth) }),
      ...(stringData === undefined
        ? {}
        : { stringData: this.#allHidden(stringData, depth) }),
    };
  }

  #allHidden(value: unknown, depth: number): unknown {
    if (typeof value === 'string')
      return this.#masking.maskAs(value, 'credential');
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return null;
    if (Array.isArray(value))
      return value.map(each => this.#allHidden(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        this.#allHidden(each, depth + 1),
      ]),
    );
  }

  #text(text: string, name: string): string {
    if (PULL_CREDENTIALS.test(name))
      return this.#masking.maskAs(text, 'credential');
    const meaning = privateNameOf(name);
    return meaning && isCredential(text, meaning)
      ? this.#masking.maskAs(text, 'credential')
      : this.#masking.maskText(text);
  }

  /** The annotation that kubectl leaves repeats the whole object. */
  #applied(text: string): string {
    try {
      return JSON.stringify(this.mask(JSON.parse(text)));
    } catch {
      return this.#masking.maskAs(text, 'credential');
    }
  }

  /** The literal value of an environment variable. */
  #setting(name: string, value: string): string {
    const masked = this.#text(value, name);
    return isHarmlessSetting(masked)
      ? masked
      : this.#masking.maskAs(masked, 'setting');
  }

  #list(list: readonly unknown[], name: string, depth: number): unknown[] {
    return list.map((each, i) =>
      typeof each === 'string'
        ? (this.#argument(each, list, i) ?? this.#text(each, name))
        : this.#value(each, name, depth + 1),
    );
  }

  /** One of the arguments of a command, when the flag before it or its own says that it is a credential. */
  #argument(
    argument: string,
    list: readonly unknown[],
    i: number,
  ): string | undefined {
    const flag = list[i - 1];
    if (typeof flag !== 'string') return undefined;
    const command = `${list.slice(Math.max(0, i - 12), i).join(' ')} `;
    if (
      argument.length > 2 &&
      (isPasswordFlag(argument, command) ||
        isPasswordOfUser(argument, argument.slice(2), command))
    )
      return (
        argument.slice(0, 2) +
        this.#masking.maskAs(argument.slice(2), 'credential')
      );
    if (argument.startsWith('-') || !/^--?[\w.-]+$/.test(flag))
      return undefined;
    if (
      flag.length === 2 &&
      (isPasswordFlag(flag, command) ||
        isPasswordOfUser(flag, argument, command))
    )
      return this.#masking.maskAs(argument, 'credential');
    const meaning = privateNameOf(flag.replace(/^-+/, ''));
    return meaning && isCredential(argument, meaning)
      ? this.#masking.maskAs(argument, 'credential')
      : undefined;
  }
}
