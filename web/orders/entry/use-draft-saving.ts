import { useEffect, useRef, useState } from 'react'
import type { beginDraftContract, findDraftContract, saveDraftContract } from '../../../src/orders/entry/contract.ts'
import { Refusal } from '../../doors/page/call.ts'
import { call } from '../../platform/call.ts'
import { queryClient } from '../../platform/query.ts'
import { draftOf, type Entry, isBegun } from './entry.ts'

/** A draft that is on the server. */
export type SavedDraft = { id: string; version: number }

/** How far what was typed is kept: `conflict` another window changed it, `ended` it is no draft any more. */
export type SavingState = 'nothing' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict' | 'ended'

/** The draft of a form, which saves itself. */
export type DraftSaving = {
  state: SavingState
  /** Saves now what is not saved yet; answers the draft's id, if there is one. @throws Refusal */
  settle: () => Promise<string | undefined>
  /** Writes over what another window saved. */
  overwrite: () => void
}

const restMs = 600
const againMs = 5000

/** Saves the form as a draft whenever it rests; the first time it begins one and tells its id. */
export function useDraftSaving(
  entry: Entry,
  begun: SavedDraft | undefined,
  onBegun: (draftId: string) => void,
): DraftSaving {
  const [state, setState] = useState<SavingState>(begun === undefined ? 'nothing' : 'saved')
  const draft = useRef(begun)
  const text = JSON.stringify(draftOf(entry))
  const saved = useRef(begun === undefined ? '' : text)
  const latest = useRef({ entry, text, onBegun })
  latest.current = { entry, text, onBegun }
  const running = useRef<Promise<void> | undefined>(undefined)

  const needsSaving = () =>
    latest.current.text !== saved.current && (draft.current !== undefined || isBegun(latest.current.entry))
  const save = async (): Promise<void> => {
    if (running.current !== undefined) await running.current.catch(() => undefined)
    if (!needsSaving()) return
    const written = latest.current
    setState('saving')
    running.current = writeDraft(draft.current, written.entry).then((answer) => {
      const isFirst = draft.current === undefined
      draft.current = answer
      saved.current = written.text
      if (isFirst) written.onBegun(answer.id)
      void queryClient.invalidateQueries({ queryKey: ['/order-drafts'] })
      setState(latest.current.text === written.text ? 'saved' : 'waiting')
    })
    try {
      await running.current
    } catch (error) {
      setState(stateOf(error))
      throw error
    } finally {
      running.current = undefined
    }
  }
  const act = useRef({ save, needsSaving })
  act.current = { save, needsSaving }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed begins the wait anew
  useEffect(() => {
    if (state === 'conflict' || state === 'ended' || !act.current.needsSaving()) return
    if (state !== 'failed' && state !== 'saving') setState('waiting')
    const timer = setTimeout(
      () => void act.current.save().catch(() => undefined),
      state === 'failed' ? againMs : restMs,
    )
    return () => clearTimeout(timer)
  }, [text, state])
  return {
    state,
    settle: async () => {
      await save()
      return draft.current?.id
    },
    overwrite: () => void overwrite().catch((error: unknown) => setState(stateOf(error))),
  }

  async function overwrite() {
    if (draft.current === undefined) return
    const theirs = await call<typeof findDraftContract>('GET', `/order-drafts/${draft.current.id}`)
    draft.current = { id: theirs.id, version: theirs.version }
    saved.current = ''
    await save()
  }
}

function writeDraft(draft: SavedDraft | undefined, entry: Entry): Promise<SavedDraft> {
  const body = { draft: draftOf(entry) }
  if (draft === undefined) return call<typeof beginDraftContract>('POST', '/order-drafts', body)
  return call<typeof saveDraftContract>('PUT', `/order-drafts/${draft.id}`, body, { version: draft.version })
}

function stateOf(error: unknown): SavingState {
  if (!(error instanceof Refusal)) return 'failed'
  if (error.code === 'version_mismatch') return 'conflict'
  return error.status === 404 ? 'ended' : 'failed'
}
