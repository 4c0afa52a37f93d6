import { useQueryClient } from '@tanstack/react-query'
import { App, type FormInstance } from 'antd'
import { useState } from 'react'
import { Refusal } from '../doors/page/call.ts'
import { useAccount } from './session.ts'
import { ProofForm } from './ui/ProofForm.tsx'
import { useProblemWords } from './use-problem-words.ts'
import { usePlatformWords } from './words.ts'

/** What follows something that was done. */
export type Aftermath = {
  /** What is told when it was done; nothing where the page shows it anyway. */
  says?: string
  /** The first part of the keys in the cache that are not true any more. */
  stale?: readonly string[]
  /** Where fields are named by a refusal, it stands beside them. */
  form?: FormInstance
}

/**
 * Does what changes something: asks for a proof where the server wants one and does it again, tells what was refused, and has the
 * page read what changed. Answers what was answered; undefined when nothing was done.
 */
export function useAct(): {
  act: <T>(work: () => Promise<T>, aftermath?: Aftermath) => Promise<T | undefined>
  /** Only asks for the proof and does it again; what is refused otherwise is thrown. For what a page reads by itself. */
  prove: <T>(work: () => Promise<T>) => Promise<T | undefined>
  isBusy: boolean
} {
  const { message, modal } = App.useApp()
  const say = usePlatformWords()
  const problem = useProblemWords()
  const account = useAccount()
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  const askForProof = () =>
    new Promise<boolean>((resolve) => {
      const end = (isProven: boolean) => {
        dialog.destroy()
        resolve(isProven)
      }
      const dialog = modal.info({
        icon: null,
        title: say('proof_title'),
        content: <ProofForm account={account} onEnd={end} />,
        footer: null,
        closable: true,
        onCancel: () => resolve(false),
      })
    })

  const tell = (error: unknown, form: FormInstance | undefined) => {
    const { text, field, id } = problem(error)
    const named = error instanceof Refusal ? error.errors.map((each) => each.field) : []
    const fields = [...new Set(field === undefined ? named : [field, ...named])].map(pathOf)
    const shown = form === undefined ? [] : fields.filter((path) => form.getFieldInstance(path) !== undefined)
    if (form !== undefined && shown.length > 0) {
      const says = error instanceof Refusal && error.code === 'invalid_input' ? say('field_wrong') : text
      form.setFields(shown.map((name) => ({ name, errors: [says] })))
      form.scrollToField(shown[0] ?? [], { focus: true })
      return
    }
    void message.error(id === undefined ? text : `${text} ${say('fault_id')} ${id}`, 8)
  }

  const prove = async <T,>(work: () => Promise<T>) => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'proof_required') throw error
      return (await askForProof()) ? work() : undefined
    }
  }

  const act = async <T,>(work: () => Promise<T>, { says, stale = [], form }: Aftermath = {}) => {
    setBusy(true)
    try {
      const answer = await prove(work)
      if (answer === undefined) return undefined
      await Promise.all(stale.map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
      if (says !== undefined) void message.success(says)
      return answer
    } catch (error) {
      tell(error, form)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { act, prove, isBusy }
}

/** `lines[0].sku` as a form names it. */
function pathOf(field: string): (string | number)[] {
  return field
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
