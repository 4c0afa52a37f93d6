import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Refusal } from '../../doors/page/call.ts'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { usePlatformWords } from '../../platform/words.ts'
import { orderKey } from './use-order.ts'
import { useOrderPageWords } from './words.ts'

/** What follows something that was done: what is said, and how it is undone while that can still be seen. */
export type Aftermath = { says: string; undo?: (() => Promise<unknown>) | undefined }

/** Does something to the order; false when it was refused, which is told. */
export type Act = <T>(work: () => Promise<T>, aftermath: Aftermath | ((answer: T) => Aftermath)) => Promise<boolean>

const undoSeconds = 10

/**
 * The way to do something to an order: told when done, told why not; `onConflict` when somebody else was quicker, with the version that was looked at.
 */
export function useOrderAct(orderId: string, onConflict: (expected: number) => void): { act: Act; isBusy: boolean } {
  const { message, notification } = App.useApp()
  const say = useOrderPageWords()
  const sayPlatform = usePlatformWords()
  const problem = useProblemWords()
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const readAgain = () => queryClient.invalidateQueries({ queryKey: orderKey(orderId) })

  const tellDone = ({ says, undo }: Aftermath) => {
    if (undo === undefined) return void message.success(says)
    const key = crypto.randomUUID()
    const takeBack = () => {
      notification.destroy(key)
      void act(undo, { says: say('done_undone') })
    }
    notification.success({
      ...{ key, title: says, duration: undoSeconds, placement: 'bottomRight' },
      actions: (
        <Button size="small" onClick={takeBack}>
          {say('undo')}
        </Button>
      ),
    })
  }

  const act: Act = async (work, aftermath) => {
    setBusy(true)
    try {
      const answer = await work()
      void readAgain()
      tellDone(typeof aftermath === 'function' ? aftermath(answer) : aftermath)
      return true
    } catch (error) {
      void readAgain()
      if (error instanceof Refusal && error.code === 'version_mismatch') onConflict(Number(error.facts.expected))
      else {
        const { text, id } = problem(error)
        void message.error(id === undefined ? text : `${text} ${sayPlatform('fault_id')} ${id}`, 8)
      }
      return false
    } finally {
      setBusy(false)
    }
  }
  return { act, isBusy }
}
