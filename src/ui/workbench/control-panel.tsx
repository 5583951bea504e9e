import type {Value} from '../../scenario/address.ts';
import {useState} from 'preact/hooks';
import {ChoiceControl} from '../controls/choice-control.tsx';
import {NumberControl, type NumberValue} from '../controls/number-control.tsx';
import {Segments} from '../controls/segments.tsx';
import {SwitchControl} from '../controls/switch-control.tsx';
import {type ControlGroup, type ControlItem, matching} from './control-list.ts';
import type {Target} from './state.ts';
import './control-panel.css';

export interface ControlPanelProps {
  readonly groups: readonly ControlGroup[];
  readonly target: Target;
  readonly changes: number; // of the target
  readonly opened: (path: string) => Value | undefined; // as the scenario was opened
  readonly other: (path: string) => Value | undefined; // on the side that the controls do not show
  readonly onTarget: (target: Target) => void;
  readonly onChange: (path: string, value: Value, moving: boolean) => void;
  readonly onReset: () => void;
}

const TARGETS: readonly {readonly value: Target; readonly label: string}[] = [
  {value: 'a', label: 'A'},
  {value: 'b', label: 'B'},
  {value: 'both', label: 'Both'},
];

function Control({item, props}: {readonly item: ControlItem; readonly props: ControlPanelProps}) {
  const {target, onChange} = props;
  const path = item.text.name;
  const opened = props.opened(path) ?? item.value;
  const common = {text: item.text, side: target, referenceName: 'as opened'};
  switch (item.kind) {
    case 'number':
      return (
        <NumberControl
          {...common}
          unit={item.unit}
          low={item.low}
          high={item.high}
          domain={item.domain}
          value={item.value as NumberValue}
          reference={opened as NumberValue}
          other={props.other(path) as NumberValue | undefined}
          otherSide={target === 'a' ? 'b' : 'a'}
          named={item.named}
          onInput={(value) => onChange(path, value, true)}
          onCommit={(value) => onChange(path, value, false)}
        />
      );
    case 'choice':
      return (
        <ChoiceControl
          {...common}
          choices={item.choices}
          value={String(item.value)}
          reference={String(opened)}
          onCommit={(value) => onChange(path, value, false)}
        />
      );
    case 'switch':
      return (
        <SwitchControl
          {...common}
          value={item.value === true}
          reference={opened === true}
          onCommit={(value) => onChange(path, value, false)}
        />
      );
  }
}

/** Every number and rule of a scenario, in groups that open and close, with a search. */
export function ControlPanel(props: ControlPanelProps) {
  const {groups, target, changes, opened, onTarget, onReset} = props;
  const [query, setQuery] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const found = matching(groups, query);
  const searching = query.trim() !== '';
  const first = groups.at(0)?.id; // open until it is closed
  const isOpen = ({id}: ControlGroup) => searching || toggled.has(id) !== (id === first);
  const toggle = (id: string) =>
    setToggled((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const changedIn = ({items}: ControlGroup) =>
    items.filter(({text, value}) => (opened(text.name) ?? value) !== value).length;

  return (
    <div class="panel">
      <div class="panel-head">
        <div class="panel-line">
          <span class="label" aria-hidden="true">
            Change
          </span>
          <Segments
            legend="Which scenario the controls change"
            name="target"
            value={target}
            choices={TARGETS}
            onChoose={onTarget}
          />
          {changes > 0 && (
            <button type="button" class="button bare" onClick={onReset}>
              Reset {changes}
            </button>
          )}
        </div>
        <input
          class="field panel-search"
          type="search"
          placeholder="Search controls"
          aria-label="Search controls"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      {!groups.some(({id}) => id.startsWith('policy-')) && target !== 'both' && (
        <p class="small panel-note">Scenario {target.toUpperCase()} has no rules of staged release to change.</p>
      )}
      {found.length === 0 && <p class="small panel-note">Nothing is called “{query.trim()}”.</p>}
      {found.map((group) => {
        const open = isOpen(group);
        const changed = changedIn(group);
        return (
          <section key={group.id} class="panel-group">
            <h3>
              <button type="button" class="panel-toggle" aria-expanded={open} onClick={() => toggle(group.id)}>
                <span>{group.title}</span>
                <span class="small">
                  {changed > 0 && <span class={`changed-count ${target}`}>{changed} changed · </span>}
                  {group.items.length}
                </span>
              </button>
            </h3>
            {open && group.items.map((item) => <Control key={item.text.name} item={item} props={props} />)}
          </section>
        );
      })}
    </div>
  );
}
