import { type RefObject, useEffect, useRef, useState } from 'react'
import { createRecentCodes } from './recent-codes.ts'

/** What the camera is doing, or why it cannot. */
export type CameraState = 'starting' | 'looking' | 'denied' | 'missing' | 'insecure' | 'failed'

const everyMs = 120

/** Looks through the camera into a video element and tells each code once, until the component goes. */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onCode: (code: string) => void): CameraState {
  const [state, setState] = useState<CameraState>('starting')
  const tell = useRef(onCode)
  tell.current = onCode
  useEffect(() => {
    let isOver = false
    let stream: MediaStream | undefined
    const begin = async () => {
      if (navigator.mediaDevices === undefined) return setState('insecure')
      const { readCodes } = await import('./read-codes.ts')
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 } },
      })
      if (isOver || video.current === null) return stop(stream)
      video.current.srcObject = stream
      await video.current.play()
      setState('looking')
      const recent = createRecentCodes()
      while (!isOver) {
        const picture = pictureOf(video.current)
        const codes = picture === undefined ? [] : await readCodes(picture)
        if (isOver) return
        for (const code of codes) if (recent.isNew(code, performance.now())) tell.current(code)
        await new Promise((resolve) => setTimeout(resolve, everyMs))
      }
    }
    begin().catch((error: unknown) => {
      if (!isOver) setState(stateOf(error))
    })
    return () => {
      isOver = true
      if (stream !== undefined) stop(stream)
    }
  }, [video])
  return state
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function pictureOf(video: HTMLVideoElement | null): ImageData | undefined {
  if (video === null || video.videoWidth === 0) return undefined
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(video, 0, 0)
  return context?.getImageData(0, 0, canvas.width, canvas.height)
}

function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'failed'
}
