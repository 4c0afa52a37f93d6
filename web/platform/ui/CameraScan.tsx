import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { useCamera } from '../scan/use-camera.ts'
import { usePlatformWords } from '../words.ts'
import styles from './camera-scan.module.css'

/** Reads codes with the camera in a small picture beside the work; each code is told once while it is in sight. */
export function CameraScan({ onScan, onClose }: { onScan: (code: string) => void; onClose: () => void }) {
  const say = usePlatformWords()
  const video = useRef<HTMLVideoElement>(null)
  const [last, setLast] = useState<string>()
  const state = useCamera(video, (code) => {
    setLast(code)
    onScan(code)
  })
  const isWorking = state === 'starting' || state === 'looking'
  return (
    <section className={styles.panel} aria-label={say('camera_scan')} data-state={state}>
      <video ref={video} className={styles.picture} hidden={!isWorking} muted playsInline />
      {!isWorking && <Alert type="warning" showIcon title={say(`camera_${state}`)} />}
      <div className={styles.foot}>
        <span role="status" className={styles.last}>
          {last ?? (isWorking ? say(`camera_${state}`) : '')}
        </span>
        <Button size="small" onClick={onClose}>
          {say('camera_close')}
        </Button>
      </div>
    </section>
  )
}
