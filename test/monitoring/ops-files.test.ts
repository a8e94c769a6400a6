import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { parser } from '@prometheus-io/lezer-promql';
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
  readonly gridPos: {
    readonly h: number;
    readonly w: number;
    readonly x: number;
    readonly y: number;
  };
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
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

/** What Grafana puts in the place of its variables. */
function filledIn(expr: string): string {
  return expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', 'a|b');
}

/** The names of the metrics in an expression. @throws Error if it is no PromQL */
function metricsIn(expr: string): readonly string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter({ type, node, from, to }) {
      if (type.isError)
        throw new Error(`no PromQL at ${from}: ${expr.slice(0, from)}<here>${expr.slice(from)}`);
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector')
        names.push(expr.slice(from, to));
    },
  });
  return names.filter((name) => name !== 'up'); // Prometheus's own
}

test('the parser that reads the expressions refuses what is no PromQL, and finds every metric', () => {
  for (const wrong of ['sum(a', 'rate(a[5)', 'sum by kind (a)', 'a == ', 'a{b=c}'])
    expect(() => metricsIn(wrong)).toThrow('no PromQL at');
  expect(metricsIn('sum by (le) (rate(a_bucket{b="c"}[5m])) / e > 1 or time() - max(d)')).toEqual([
    'a_bucket',
    'e',
    'd',
  ]);
});

test('every alert names metrics that /metrics prints', () => {
  expect(rules.length).toBeGreaterThan(10);
  for (const { alert, expr } of rules) {
    const names = metricsIn(expr);
    if (alert !== 'OnebookDown') expect([alert, names.length > 0]).toEqual([alert, true]);
    expect([alert, names.filter((name) => !printed.has(name))]).toEqual([alert, []]);
  }
});

test('every panel and variable of the dashboard names metrics that /metrics prints', () => {
  const targets = dashboard.panels.flatMap((panel) => panel.targets ?? []);
  expect(targets.length).toBeGreaterThan(20);
  for (const { expr } of targets) {
    const names = metricsIn(filledIn(expr));
    expect([expr, names.length > 0]).toEqual([expr, true]);
    expect([expr, names.filter((name) => !printed.has(name))]).toEqual([expr, []]);
  }
  for (const { query } of dashboard.templating.list) {
    const text = typeof query === 'string' ? query : query.query;
    const named = text.match(/\bonebook_\w+/g) ?? [];
    expect([text, named.filter((name) => !printed.has(name))]).toEqual([text, []]);
  }
});

test('the panels of the dashboard have ids and places of their own, and fit its 24 columns', () => {
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
  const taken = new Map<string, string>();
  for (const { title, gridPos, targets = [] } of dashboard.panels) {
    const { h, w, x, y } = gridPos;
    expect([title, x >= 0 && x + w <= 24]).toEqual([title, true]);
    expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    for (let cell = 0; cell < w * h; cell += 1) {
      const place = `${x + (cell % w)},${y + Math.floor(cell / w)}`;
      expect([title, place, taken.get(place)]).toEqual([title, place, undefined]);
      taken.set(place, title);
    }
  }
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
