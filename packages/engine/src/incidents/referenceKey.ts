export { referenceKey } from '../findings/referenceKey';
