import {useLayoutEffect, useRef} from 'preact/hooks';
import {differenceStrip} from '../../charts/difference-strip.ts';
import type {Difference} from './findings.ts';
import {useWidth} from './use-width.ts';

const HEIGHT = 28;

/** The strip below the numbers of a comparison: every paired run, the interval and the mean beside zero. */
export function DifferenceFigure({
  difference,
  runs,
  title,
}: {
  readonly difference: Difference;
  readonly runs: ArrayLike<number>;
  readonly title: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(box);
  useLayoutEffect(() => {
    if (svg.current === null || width === 0) return;
    const {mean, low, high} = difference;
    differenceStrip(svg.current, {title, mean, low, high, runs}, {width, height: HEIGHT});
  }, [difference, runs, title, width]);
  return (
    <div ref={box}>
      <svg ref={svg} height={HEIGHT} />
    </div>
  );
}
