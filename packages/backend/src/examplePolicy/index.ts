export { permissionModuleExamplePolicy as default } from './module';
