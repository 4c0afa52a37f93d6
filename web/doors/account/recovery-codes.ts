import { showDialog } from '../page/dialog.ts'
import { make, makeButton } from '../page/element.ts'
import { say, setWords } from '../page/say.ts'

/** Shows recovery codes, this once: to copy, to print, to save. Resolves when they were put away. */
export async function showRecoveryCodes(codes: readonly string[]): Promise<void> {
  await showDialog(
    'recovery_codes',
    (close) => {
      const told = make('span', { class: 'hint', role: 'status' })
      const copy = makeButton(
        'copy',
        async () => {
          const isCopied = await navigator.clipboard.writeText(codes.join('\n')).then(
            () => true,
            () => false,
          )
          setWords(told, isCopied ? 'copied' : 'not_copied')
        },
        { autofocus: true },
      )
      return [
        make('p', { say: 'recovery_codes_says' }),
        make('ol', { class: 'codes' }, ...codes.map((code) => make('li', {}, make('code', {}, code)))),
        make(
          'div',
          { class: 'actions' },
          copy,
          makeButton('print', () => print()),
          makeButton('save_file', () => saveText(codes)),
          told,
        ),
        make(
          'div',
          { class: 'actions end' },
          makeButton('codes_kept', () => close('kept'), { class: 'main' }),
        ),
      ]
    },
    { isInsisting: true },
  )
}

function saveText(codes: readonly string[]): void {
  const text = [`Yidan 一单 ${location.host}`, say('recovery_codes'), '', ...codes, ''].join('\r\n')
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  make('a', { href: url, download: 'yidan-recovery-codes.txt' }).click()
  URL.revokeObjectURL(url)
}
