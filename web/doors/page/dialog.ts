import { make, makeButton } from './element.ts'
import type { Facts, WordKey } from './say.ts'

/** Shows a dialog; Escape closes it, unless it insists on an answer. Resolves with what it was closed with, or nothing. */
export function showDialog(
  title: WordKey,
  content: (close: (result?: string) => void) => Node[],
  { facts = {}, isInsisting = false }: { facts?: Facts; isInsisting?: boolean } = {},
): Promise<string | undefined> {
  const dialog = make('dialog', { 'aria-labelledby': 'dialog-title' })
  const close = (result = '') => dialog.close(result)
  dialog.append(make('h2', { id: 'dialog-title', say: title, facts }), ...content(close))
  if (isInsisting) dialog.addEventListener('cancel', (event) => event.preventDefault())
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === '' ? undefined : dialog.returnValue)
    })
  })
}

/** Asks whether something is to be done that is not undone. */
export async function isConfirmed(
  title: WordKey,
  { facts = {}, does }: { facts?: Facts; does: WordKey },
): Promise<boolean> {
  const answer = await showDialog(
    title,
    (close) => [
      make(
        'div',
        { class: 'actions' },
        makeButton(does, () => close('yes'), { class: 'danger' }),
        makeButton('cancel', () => close(), { autofocus: true }),
      ),
    ],
    { facts },
  )
  return answer === 'yes'
}
