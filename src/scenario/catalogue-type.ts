import {KINDS, type WorldInput} from '../model/input.ts';
import {familyPrefix, type Parameter, type Parameters} from '../model/parameter.ts';

/** All names and numbers of the model that a document may speak of. */
export interface Catalogue {
  readonly parameters: Parameters;
  readonly switches: readonly {readonly name: string; readonly title: string; readonly default: boolean}[];
  readonly segments: readonly string[];
  readonly classes: readonly string[]; // of defects
  readonly defaultWorld: WorldInput;
  readonly outcomes?: readonly string[]; // ids; absent = any well-formed id
}

/** What the families of parameters range over in one document. */
export interface Members {
  readonly jurisdiction: readonly string[];
  readonly stage: readonly string[];
}

/** A parameter by its full name; of a family one entry per member, with that member's default. */
export type NamedParameter = Parameter & {readonly name: string};

/** Every parameter that a document with these members may set, families spelled out, in table order. */
export function namedParameters(catalogue: Catalogue, members: Members): Map<string, NamedParameter> {
  const all = new Map<string, NamedParameter>();
  for (const [name, parameter] of Object.entries(catalogue.parameters)) {
    const prefix = familyPrefix(name);
    if (prefix === undefined) all.set(name, {...parameter, name});
  }
  for (const [name, parameter] of Object.entries(catalogue.parameters)) {
    const prefix = familyPrefix(name);
    if (prefix === undefined) continue;
    for (const member of membersOf(parameter, catalogue, members)) {
      const full = `${prefix}${member}`;
      if (!all.has(full)) all.set(full, {...ofMember(parameter, member), name: full});
    }
  }
  return all;
}

/** What the parameter's family ranges over. */
function membersOf({family}: Parameter, catalogue: Catalogue, members: Members): readonly string[] {
  switch (family) {
    case 'jurisdiction':
      return members.jurisdiction;
    case 'stage':
      return members.stage;
    case 'segment':
      return catalogue.segments;
    case 'kind':
      return KINDS;
    case 'class':
      return catalogue.classes;
    default:
      return [];
  }
}

function ofMember(parameter: Parameter, member: string): Parameter {
  if (parameter.type !== 'number' || !parameter.defaults || !Object.hasOwn(parameter.defaults, member))
    return parameter;
  return {...parameter, default: parameter.defaults[member]};
}
