import { Button, type ButtonProps, Tooltip } from 'antd'

/** A button that says why it cannot be pressed, to eyes and to screen readers, instead of vanishing. */
export function ActionButton({ reason, ...rest }: ButtonProps & { reason?: string | undefined }) {
  if (reason === undefined) return <Button {...rest} />
  return (
    <Tooltip title={reason}>
      <Button
        {...rest}
        disabled={false}
        aria-disabled="true"
        className={`not-now ${rest.className ?? ''}`}
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  )
}
