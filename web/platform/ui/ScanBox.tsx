import { ScanOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { afterKey, looksScanned } from '../scan/scan-rhythm.ts'
import { useHeldFocus } from '../scan/use-held-focus.ts'

/**
 * Where a scanner writes: Enter (or, of scanners that are set so, Tab) ends a code, which is handed on with how it came. The focus
 * is held here unless another field or a dialog has it. On a touch screen no keyboard comes up until somebody touches the box.
 */
export function ScanBox({
  label,
  onScan,
  holdsFocus = true,
  placeholder,
  size = 'large',
}: {
  label: string
  onScan: (code: string, how: 'scanned' | 'typed') => void
  holdsFocus?: boolean
  placeholder?: string
  size?: 'large' | 'middle'
}) {
  const [text, setText] = useState('')
  const [wantsKeyboard, setWantsKeyboard] = useState(() => !matchMedia('(pointer: coarse)').matches)
  const box = useRef<InputRef>(null)
  const field = useRef<HTMLInputElement>(null)
  const pressedAt = useRef<readonly number[]>([])
  useHeldFocus(field, holdsFocus)
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key.length === 1 || event.key === 'Enter' || event.key === 'Tab') {
      pressedAt.current = afterKey(pressedAt.current, event.timeStamp)
    }
    const isScanned = looksScanned(pressedAt.current)
    const code = event.currentTarget.value.trim()
    if (event.key !== 'Enter' && !(event.key === 'Tab' && isScanned)) return
    pressedAt.current = []
    event.preventDefault()
    if (code === '') return
    setText('')
    onScan(code, isScanned ? 'scanned' : 'typed')
  }
  return (
    <Input
      ref={(made) => {
        box.current = made
        field.current = made?.input ?? null
      }}
      {...{ size, value: text }}
      {...(placeholder !== undefined && { placeholder })}
      prefix={<ScanOutlined aria-hidden="true" />}
      aria-label={label}
      {...{ autoComplete: 'off', autoCapitalize: 'off', autoCorrect: 'off', spellCheck: false, enterKeyHint: 'go' }}
      inputMode={wantsKeyboard ? 'text' : 'none'}
      onPointerDown={() => setWantsKeyboard(true)}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={press}
    />
  )
}
