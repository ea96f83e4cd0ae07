/** Where example 03 lies in the repository. */
const EXAMPLE = 'examples/03-real-stack';
export const README = `${EXAMPLE}/README.md`;
export const APP = `${EXAMPLE}/web`;
export const DEPLOY = `${EXAMPLE}/deploy`;
export const PROJECT = 'visits';
export const COMPOSE = `${DEPLOY}/compose/${PROJECT}`;
export const WEB_IMAGE = 'registry.example.com/visits/web:1.0.0';
