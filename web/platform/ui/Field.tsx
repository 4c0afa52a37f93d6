import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

/** What a control needs to belong to its field. */
export type FieldProps = {
  id: string
  status?: 'error'
  'aria-invalid'?: true
  'aria-describedby'?: string
}

/** A control with its label above it, and below it what is wrong or what helps. `place` names it among the fields of its form. */
export function Field({
  label,
  place,
  fault,
  hint,
  className,
  children,
}: {
  label: string
  place?: string
  fault?: string | undefined
  hint?: string | undefined
  className?: string | undefined
  children: (props: FieldProps) => ReactNode
}) {
  const id = useId()
  const told = fault ?? hint
  return (
    <div className={`${styles.field} ${className ?? ''}`} data-field={place}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(fault !== undefined && { status: 'error', 'aria-invalid': true }),
        ...(told !== undefined && { 'aria-describedby': `${id}-told` }),
      })}
      {told !== undefined && (
        <div id={`${id}-told`} className={fault === undefined ? styles.hint : styles.fault}>
          {told}
        </div>
      )}
    </div>
  )
}

/** Puts the focus into a named field of a form; whether it is there. */
export function focusField(form: HTMLElement | null, place: string): boolean {
  const field = form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(place)}"]`)
  const control = field?.querySelector<HTMLElement>('input, textarea, button') ?? undefined
  control?.focus()
  if (control instanceof HTMLInputElement) control.select()
  return control !== undefined
}

/** Puts the focus into the first field of a form that says what is wrong with it. */
export function focusFirstFault(form: HTMLElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid=true]')
  const control = first?.matches('input, textarea') ? first : first?.querySelector<HTMLElement>('input, textarea')
  control?.focus()
}
