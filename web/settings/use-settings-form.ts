import { useQuery } from '@tanstack/react-query'
import { Form } from 'antd'
import { useState } from 'react'
import type { Contract } from '../../src/platform/http/contract.ts'
import { type AnswerOf, type BodyOf, call } from '../platform/call.ts'
import { useAct } from '../platform/use-act.tsx'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { useSettingsWords } from './words.ts'

/** Settings that are read and replaced as a whole, in a form that knows whether something of it is not saved. */
export function useSettingsForm<C extends Contract>(path: string, isVersioned = false) {
  const say = useSettingsWords()
  const [form] = Form.useForm()
  const [isChanged, setChanged] = useState(false)
  const { act, isBusy } = useAct()
  const settings = useQuery({
    queryKey: [path],
    queryFn: () => call<C>('GET', path),
    // Nobody's words are taken from under them.
    refetchOnWindowFocus: false,
  })
  useUnsavedGuard(isChanged && !isBusy)
  const save = async (body: BodyOf<C>) => {
    const version = isVersioned ? (settings.data as { version?: number } | undefined)?.version : undefined
    const saved = await act(() => call<C>('PUT', path, body, { ...(version !== undefined && { version }) }), {
      says: say('saved'),
      stale: [path],
      form,
    })
    if (saved !== undefined) setChanged(false)
  }
  return {
    ...{ form, isBusy, isChanged, save },
    settings: settings.data as AnswerOf<C> | undefined,
    error: settings.error,
    readAgain: () => void settings.refetch(),
    onValuesChange: () => setChanged(true),
  }
}
