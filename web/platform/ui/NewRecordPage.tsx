import { Button, Form, type FormInstance } from 'antd'
import { type CSSProperties, type ReactNode, useState } from 'react'
import { useAct } from '../use-act.tsx'
import { moveOnEnter } from '../use-enter-moves.ts'
import { useUnsavedGuard } from '../use-unsaved-guard.ts'
import { usePlatformWords } from '../words.ts'
import styles from './new-record-page.module.css'
import { Page } from './Page.tsx'
import { useGo } from './PageLink.tsx'

type NewRecord<Values extends object> = {
  title: string
  form: FormInstance<Values>
  initialValues: object
  /** Sends what was filled in. */
  create: (values: Values) => Promise<{ id: string }>
  /** What is told once it is made, and what is not true any more in the cache. */
  says: string
  stale: readonly string[]
  /** The page of what was made. */
  pathOf: (id: string) => string
  style?: CSSProperties
  children: ReactNode
}

/** A page that makes something: a form that is not left by accident, and then the page of what it made. */
export function NewRecordPage<Values extends object>(record: NewRecord<Values>) {
  const { title, form, initialValues, create, says, stale, pathOf, style, children } = record
  const say = usePlatformWords()
  const go = useGo()
  const [isChanged, setChanged] = useState(false)
  const { act, isBusy } = useAct()
  useUnsavedGuard(isChanged && !isBusy)
  const save = async () => {
    // Fields of a list that are not drawn count too.
    const made = await act(() => create(form.getFieldsValue(true)), { says, stale, form })
    if (made === undefined) return
    setChanged(false)
    setTimeout(() => go(pathOf(made.id)))
  }
  return (
    <Page title={title}>
      <div
        onKeyDownCapture={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
          else moveOnEnter(event)
        }}
      >
        <Form
          form={form}
          layout="vertical"
          {...(style && { style })}
          initialValues={initialValues}
          scrollToFirstError={{ focus: true }}
          onValuesChange={() => setChanged(true)}
          onFinish={() => void save()}
        >
          {children}
          <div className={styles.foot}>
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {say('save')}{' '}
              <small aria-hidden="true" className={styles.keys}>
                Ctrl ↵
              </small>
            </Button>
          </div>
        </Form>
      </div>
    </Page>
  )
}
