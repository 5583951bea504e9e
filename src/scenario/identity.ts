import canonicalize from 'canonicalize';
import type {DeveloperInput, EvaluatorInput, JurisdictionInput, RunInput} from '../model/input.ts';
import {digestText} from '../numeric/digest.ts';

/** SHA-256, 64 hex digits, of all that a run reads: neither names for display nor sources, and not the seed. */
export function scenarioHash(input: RunInput): string {
  return digestText(canonicalForm(input));
}

/** The text behind the hash: canonical JSON (RFC 8785), so the order of names and the spelling of numbers do not count. */
export function canonicalForm({world, ...rest}: RunInput): string {
  const {jurisdictions, developers, evaluators} = world;
  const read = {
    ...rest,
    world: {
      ...world,
      jurisdictions: jurisdictions.map(unnamed),
      developers: developers.map(unsourced),
      ...(evaluators && {evaluators: evaluators.map(unsourced)}),
    },
  };
  const text = canonicalize(read);
  if (text === undefined) throw new Error('scenario: expected plain data, got nothing');
  return text;
}

function unnamed({name: _name, ...read}: JurisdictionInput): Omit<JurisdictionInput, 'name'> {
  return read;
}

function unsourced<T extends DeveloperInput | EvaluatorInput>({
  name: _name,
  source: _source,
  ...read
}: T): Omit<T, 'name' | 'source'> {
  return read;
}
