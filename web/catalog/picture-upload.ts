/** The longest side that is sent: more than any screen of ours shows. */
const longestSide = 2000
const quality = 0.9
/** Below it a picture is sent as it is. */
const smallBytes = 800_000

/** A picture as it is sent: scaled down where it is large, in base64. What no browser reads is sent as it is, and refused. */
export async function readPicture(file: File): Promise<string> {
  return toBase64(file.size <= smallBytes ? file : ((await scaleDown(file)) ?? file))
}

async function scaleDown(file: File): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (bitmap === undefined) return null
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return canvas.convertToBlob({ type: 'image/webp', quality })
}

async function toBase64(content: Blob): Promise<string> {
  const bytes = new Uint8Array(await content.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
