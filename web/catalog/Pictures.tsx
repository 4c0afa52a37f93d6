import { ArrowLeftOutlined, ArrowRightOutlined, DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import type {
  addPictureContract,
  arrangePicturesContract,
  removePictureContract,
} from '../../src/catalog/pictures/contract.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { useAct } from '../platform/use-act.tsx'
import styles from './catalog.module.css'
import { readPicture } from './picture-upload.ts'
import { type Product, pictureAddress, productKeys } from './products.ts'
import { useCatalogWords } from './words.ts'

/** A product's pictures: the first is its face. They are dropped or chosen, put in order, and taken away. */
export function Pictures({ product }: { product: Product }) {
  const say = useCatalogWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const { id, name, version, pictures } = product
  const path = `/products/${id}/pictures`
  const mayWrite = may('catalog.write')
  const remove = (pictureId: string) =>
    act(() => call<typeof removePictureContract>('DELETE', `${path}/${pictureId}`, undefined, { version }), {
      ...{ says: say('picture_removed'), stale: productKeys },
    })
  const move = (from: number, by: number) => {
    const pictureIds = pictures.map((picture) => picture.id)
    pictureIds.splice(from + by, 0, ...pictureIds.splice(from, 1))
    const send = () => call<typeof arrangePicturesContract>('PUT', path, { pictureIds }, { version })
    return act(send, { stale: productKeys })
  }
  return (
    <Section title={say('pictures')}>
      {pictures.length > 0 && (
        <ol className={styles.pictures}>
          {pictures.map((picture, index) => (
            <li key={picture.id} className={styles.picture}>
              <a href={pictureAddress(picture.hash)} target="_blank" rel="noreferrer">
                <img
                  src={pictureAddress(picture.hash)}
                  alt={say('picture_of', { name, number: index + 1 })}
                  width={picture.width}
                  height={picture.height}
                />
              </a>
              {mayWrite && (
                <div>
                  <Button
                    {...{ type: 'text', size: 'small', icon: <ArrowLeftOutlined />, disabled: isBusy || index === 0 }}
                    aria-label={say('picture_earlier', { number: index + 1 })}
                    onClick={() => void move(index, -1)}
                  />
                  <Popconfirm
                    title={say('picture_remove_title')}
                    okText={say('remove')}
                    cancelText={say('cancel')}
                    onConfirm={() => remove(picture.id)}
                  >
                    <Button
                      {...{ type: 'text', size: 'small', icon: <DeleteOutlined />, disabled: isBusy }}
                      aria-label={say('picture_remove', { number: index + 1 })}
                    />
                  </Popconfirm>
                  <Button
                    {...{ type: 'text', size: 'small', icon: <ArrowRightOutlined /> }}
                    disabled={isBusy || index === pictures.length - 1}
                    aria-label={say('picture_later', { number: index + 1 })}
                    onClick={() => void move(index, 1)}
                  />
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayWrite ? <PictureDrop product={product} /> : pictures.length === 0 && <p>{say('no_pictures')}</p>}
    </Section>
  )
}

function PictureDrop({ product: { id } }: { product: Product }) {
  const say = useCatalogWords()
  const { act, isBusy } = useAct()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const add = async (files: Iterable<File>) => {
    for (const file of files) {
      const data = await readPicture(file)
      const send = () => call<typeof addPictureContract>('POST', `/products/${id}/pictures`, { data })
      if ((await act(send, { says: say('picture_added'), stale: productKeys })) === undefined) return
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void add(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same by keyboard
    <div
      className={`${styles.drop} ${isOver ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/png,image/jpeg,image/webp"
        aria-label={say('picture_add')}
        onChange={({ target }) => {
          void add([...(target.files ?? [])]).then(() => {
            target.value = ''
          })
        }}
      />
      <ActionButton icon={<UploadOutlined />} loading={isBusy} onClick={() => input.current?.click()}>
        {say('picture_add')}
      </ActionButton>
      <div className={styles.under}>{say('picture_drop')}</div>
    </div>
  )
}
