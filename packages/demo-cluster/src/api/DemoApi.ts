import { ObjectStore } from '../store/ObjectStore';
import { AccessRules } from './AccessRules';
import { TypeRegistry } from './TypeRegistry';

/** Everything the routers of one cluster share. */
export interface DemoApi {
  readonly types: TypeRegistry;
  readonly store: ObjectStore;
  readonly access: AccessRules;
  /** Log text by `namespace/pod` or `namespace/pod/container`; that of the previous container under `…/previous`. */
  readonly logs: ReadonlyMap<string, string>;
  /** The bearer token that requests must carry; undefined lets everyone in. */
  readonly token?: string;
  readonly now: () => Date;
}
