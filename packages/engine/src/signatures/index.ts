export { exitSignatures, means } from './exitSignatures';
export { logSignatures } from './logSignatures';
export { matchSignatures } from './matchSignatures';
export type { Signature, SignatureMatch } from './Signature';
