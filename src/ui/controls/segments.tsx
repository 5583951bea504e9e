/** A few choices side by side, of which one holds. The legend is for screen readers; write it beside where all need it. */
export function Segments<T extends string>({
  legend,
  name,
  value,
  choices,
  onChoose,
}: {
  readonly legend: string;
  readonly name: string;
  readonly value: T;
  readonly choices: readonly {readonly value: T; readonly label: string}[];
  readonly onChoose: (value: T) => void;
}) {
  return (
    <div class="segments" role="radiogroup" aria-label={legend}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
