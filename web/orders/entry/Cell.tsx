import styles from './entry.module.css'

/** A cell of the grid in which something is typed; what is wrong with it stands below its line, under its place. */
export function Cell({
  about,
  place,
  value,
  placeholder,
  isWrong,
  isNumber = false,
  onText,
}: {
  about: string
  place: string
  value: string
  placeholder?: string
  isWrong: boolean
  isNumber?: boolean
  onText: (text: string) => void
}) {
  return (
    <td data-cell={place} data-field={place}>
      <input
        className={isNumber ? `${styles.cell} ${styles.number}` : styles.cell}
        aria-label={about}
        inputMode={isNumber ? 'decimal' : 'text'}
        {...{ value, placeholder, autoComplete: 'off' }}
        {...(isWrong && { 'aria-invalid': true, 'aria-describedby': `${place}.told` })}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onText(event.target.value)}
      />
    </td>
  )
}
