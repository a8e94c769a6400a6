import { stopTestServer } from './test-server.mjs';

export default () => stopTestServer(globalThis.__onebookTestServer);
