import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { GatewayProcess } from '../support/gateway-process.js';

// The files of ops/: the dashboard of Grafana and the alert rules of Prometheus.

const root = join(import.meta.dirname, '..', '..');
const ALERTS = join(root, 'ops', 'prometheus', 'alerts.yml');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly query: string | { query: string } }[] };
}

let rules: readonly Rule[];
let dashboard: Dashboard;
/** What /metrics prints, by name. */
let printed: Set<string>;

beforeAll(async () => {
  const text = await readFile(ALERTS, 'utf8');
  rules = (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
  const json = await readFile(join(root, 'ops', 'grafana', 'onebook.json'), 'utf8');
  dashboard = JSON.parse(json) as Dashboard;
  const gateway = await GatewayProcess.create();
  try {
    await gateway.start();
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    const types = [...metrics.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
    printed = new Set(
      types.flatMap(([, name = '', type]) =>
        type === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : name,
      ),
    );
  } finally {
    await gateway.discard();
  }
});

/** The metrics that an expression names. `up` is Prometheus's own. */
function metricsIn(expr: string): readonly string[] {
  return expr.match(/\b(?:onebook|process|nodejs)_\w+/g) ?? [];
}

test('every alert names metrics that /metrics prints', () => {
  expect(rules.length).toBeGreaterThan(10);
  for (const { alert, expr } of rules) {
    const names = metricsIn(expr);
    if (!expr.startsWith('up{')) expect([alert, names.length > 0]).toEqual([alert, true]);
    expect([alert, names.filter((name) => !printed.has(name))]).toEqual([alert, []]);
  }
});

test('every panel and variable of the dashboard names metrics that /metrics prints', () => {
  const targets = dashboard.panels.flatMap((panel) => panel.targets ?? []);
  expect(targets.length).toBeGreaterThan(20);
  const queries = dashboard.templating.list.map(({ query }) =>
    typeof query === 'string' ? query : query.query,
  );
  for (const text of [...targets.map(({ expr }) => expr), ...queries])
    expect([text, metricsIn(text).filter((name) => !printed.has(name))]).toEqual([text, []]);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
});

test('docs/operations.md says of each alert what it means and what to do', async () => {
  const page = await readFile(join(root, 'docs', 'operations.md'), 'utf8');
  for (const { alert, annotations } of rules) {
    expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
    const section = page.split(`\n#### ${alert}\n`)[1]?.split('\n#')[0]?.trim() ?? '';
    expect([alert, section.length > 80]).toEqual([alert, true]);
  }
});

const promtool = spawnSync('promtool', ['--version']).status === 0;
// Skipped without promtool, which no package of npm has. Debian's package `prometheus` brings it.
const withPromtool = promtool ? test : test.skip;

withPromtool(
  'promtool takes the alerts, and each fires on what it is for (needs promtool on the PATH)',
  async () => {
    const run = promisify(execFile);
    const tests = join(root, 'ops', 'prometheus', 'alerts.test.yml');
    expect((await run('promtool', ['check', 'rules', ALERTS])).stdout).toContain('SUCCESS');
    expect((await run('promtool', ['test', 'rules', tests])).stdout).toContain('SUCCESS');
    const tested = await readFile(tests, 'utf8');
    for (const { alert } of rules)
      expect([alert, tested.includes(`alertname: ${alert}`)]).toEqual([alert, true]);
  },
);
