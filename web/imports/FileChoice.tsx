import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useDevice } from '../platform/device.ts'
import { exportForms, writeTable } from '../platform/export-table.ts'
import { saveFile } from '../platform/save-file.ts'
import type { ImportKind } from './import-kind.ts'
import styles from './imports.module.css'
import { readTable, type SheetTable, UnreadableFile } from './read-table.ts'
import { useImportWords } from './words.ts'

/** Where a file is dropped or chosen, with a template to begin from. */
export function FileChoice({ kind, onRead }: { kind: ImportKind; onRead: (table: SheetTable, name: string) => void }) {
  const say = useImportWords()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const read = async (file: File | undefined) => {
    if (file === undefined) return
    try {
      onRead(await readTable(file), file.name)
    } catch (error) {
      void message.error(say(error instanceof UnreadableFile ? error.code : 'file_unreadable'), 8)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void read(event.dataTransfer.files[0])
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same by keyboard */}
      <div
        className={`${styles.drop} ${isOver ? styles.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden="true" className={styles.sign} />
        <p>{say('drop_here')}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,.xlsx,.xls"
          aria-label={say('choose_file')}
          onChange={({ target }) => {
            void read(target.files?.[0]).then(() => {
              target.value = ''
            })
          }}
        />
        <Button type="primary" onClick={() => input.current?.click()}>
          {say('choose_file')}
        </Button>
        <p className={styles.quiet}>{say('forms')}</p>
      </div>
      <Template kind={kind} />
      <p className={styles.quiet}>{say(`says_${kind.key}`)}</p>
    </>
  )
}

function Template({ kind }: { kind: ImportKind }) {
  const say = useImportWords()
  const { language } = useDevice()
  const saveTemplate = async (form: (typeof exportForms)[number]) => {
    const titles = kind.fields.map(({ names }) => names[language === 'en' ? 1 : 0] as string)
    const sample = kind.fields.map(({ key }) => kind.sample[key] ?? '')
    const table = {
      titles,
      rows: async function* () {
        yield sample
      },
    }
    const file = await writeTable(table, form)
    saveFile(`${say(`template_${kind.key}`)}.${form}`, file.type, file)
  }
  return (
    <p>
      {say('template_says')}{' '}
      {exportForms.map((form) => (
        <Button
          key={form}
          size="small"
          style={{ marginInlineEnd: 8 }}
          icon={<DownloadOutlined />}
          onClick={() => void saveTemplate(form)}
        >
          {say('template', { form: form.toUpperCase() })}
        </Button>
      ))}
    </p>
  )
}
