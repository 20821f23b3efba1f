import { isPasswordFlag, isPasswordOfUser } from './arguments';
import { isHarmlessSetting, isNameOfBuild } from './isHarmlessSetting';
import { isCredential, privateNameOf } from './privateNames';
import { TextClass } from './TextClass';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** Contents of Secrets that hold credentials for image registries. */
const PULL_CREDENTIALS =
  /^(?:\.dockerconfigjson|\.dockercfg|auths?|identitytoken)$/;
/** What holds the value of the field around it, as in `password: { value: … }`. */
const VALUE_OF_PARENT =
  /^(?:value|val|text|string|plain|data|default|current|raw|[SNB])$/;
const SECRET_STORE = /SecretStore$/;
const SHORTEST_NUMBER = 4;
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
    if (typeof value === 'number') return this.#number(value, name);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return null;
    if (Array.isArray(value)) return this.#list(value, name, depth);
    const fields = value as Fields;
    if (fields.kind === 'Secret') return this.#secret(fields, depth);
    return SECRET_STORE.test(String(fields.kind))
      ? this.#fields(this.#valuesHidden(fields, depth), name, depth)
      : this.#fields(fields, name, depth);
  }

  /** A number under the name of a credential, such as a PIN, becomes a text. Shorter ones are switches and amounts. */
  #number(value: number, name: string): unknown {
    const text = String(value);
    return text.length >= SHORTEST_NUMBER && privateNameOf(name) === 'password'
      ? this.#masking.maskAs(text, 'credential')
      : value;
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
    const holder = fields.name ?? fields.key;
    const isSetting = name === 'value' && typeof holder === 'string';
    if (typeof value !== 'string')
      return this.#value(value, isSetting ? holder : name, depth + 1);
    if (name === LAST_APPLIED) return this.#applied(value);
    if (isSetting) return this.#setting(holder, value);
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

  /** Every text that is called `value`, as in the provider of a store that holds its secrets itself. */
  #valuesHidden(fields: Fields, depth: number): Fields {
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        name === 'value'
          ? this.#allHidden(value, depth)
          : this.#valuesHiddenIn(value, depth + 1),
      ]),
    );
  }

  #valuesHiddenIn(value: unknown, depth: number): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return null;
    return Array.isArray(value)
      ? value.map(each => this.#valuesHiddenIn(each, depth + 1))
      : this.#valuesHidden(value as Fields, depth);
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
    const isBuild = isNameOfBuild(name) && /^[\w.+-]{1,80}$/.test(value);
    return isBuild || isHarmlessSetting(masked)
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
