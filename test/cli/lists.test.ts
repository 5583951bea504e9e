import {describe, expect, it} from 'vitest';
import {COMMANDS} from '../../src/cli/commands.ts';
import {outcomes} from '../../src/model/observe.ts';
import {recordTables} from '../../src/model/record-tables.ts';
import {parameters, switches} from '../../src/model/schedule.ts';
import {testMachine} from './support.ts';

describe('lists', () => {
  it('names every parameter and switch with unit, default, range, domain, role and source', async () => {
    const {code, out} = await testMachine().sluice('parameters');
    expect(code).toBe(0);
    for (const [name, {source, role}] of Object.entries(parameters)) {
      const line = out.split('\n').find((text) => text.startsWith(`${name} `));
      expect(line).toContain(role);
      expect(line).toContain(source);
    }
    for (const {name} of switches) expect(out).toContain(`mechanisms.${name}`);
    const {out: json} = await testMachine().sluice('parameters', '--json');
    const listed = JSON.parse(json) as {
      parameters: {name: string; domain: string; source: string}[];
      switches: object[];
    };
    expect(listed.parameters.map(({name}) => name)).toEqual(Object.keys(parameters));
    expect(listed.parameters.every(({domain, source}) => domain !== '' && source !== '')).toBe(true);
    expect(listed.switches).toEqual(switches);
  });

  it('names every outcome and every column of the record tables', async () => {
    const {out} = await testMachine().sluice('outcomes');
    for (const {id, definition, unit} of outcomes) {
      const line = out.split('\n').find((text) => text.startsWith(`${id} `));
      expect(line).toContain(definition);
      expect(line).toContain(unit);
    }
    for (const {id} of recordTables) expect(out).toContain(`\n${id}: `);
    const {out: json} = await testMachine().sluice('outcomes', '--json');
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({outcomes, records: recordTables})));
  });

  it('prints JSON Schemas of the scenario and of the outputs', async () => {
    const {out} = await testMachine().sluice('schema');
    expect(JSON.parse(out)).toMatchObject({type: 'object', properties: {sluice: {}, policy: {}}});
    for (const name of ['run', 'compare', 'receipt']) {
      const {out: schema} = await testMachine().sluice('schema', '--output', name);
      const {properties} = JSON.parse(schema) as {properties: Record<string, object>};
      expect(Object.keys(properties)).toContain(name === 'receipt' ? 'resultHash' : 'receipt');
    }
    expect((await testMachine().sluice('schema', '--output', 'all')).code).toBe(2);
  });
});

describe('help', () => {
  it('lists every command, and of each every argument and option', async () => {
    const {code, out} = await testMachine().sluice('--help');
    expect(code).toBe(0);
    for (const {name, summary, load} of COMMANDS) {
      expect(out).toContain(`  ${name} `);
      const {command} = await load();
      const help = await testMachine().sluice(name, '--help');
      expect([help.code, help.err]).toEqual([0, '']);
      expect(help.out.toLowerCase()).toContain(summary.toLowerCase());
      for (const argument of command.args) expect(help.out).toMatch(new RegExp(`^  ${argument.name} `, 'm'));
      for (const option of Object.keys(command.options)) expect(help.out).toMatch(new RegExp(`^  --${option}\\b`, 'm'));
      expect(Math.max(...help.out.split('\n').map(({length}) => length))).toBeLessThanOrEqual(100);
    }
  });

  it('tells the version', async () => {
    expect(await testMachine().sluice('--version')).toMatchObject({code: 0, out: '0.0.0\n', err: ''});
  });
});
