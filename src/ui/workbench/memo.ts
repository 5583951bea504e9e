import {Component, type ComponentChild, h} from 'preact';

/** Draws a component again only when one of its props is another object or value than before. */
export function memo<Props extends object>(draw: (props: Props) => ComponentChild) {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before = this.props as Readonly<Props>;
      return (Object.keys(next) as (keyof Props)[]).some((key) => next[key] !== before[key]);
    }
    override render(props: Props): ComponentChild {
      return h(draw as (props: object) => ComponentChild, props);
    }
  };
}
