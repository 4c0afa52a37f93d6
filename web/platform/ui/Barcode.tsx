import { useQuery } from '@tanstack/react-query'
import styles from './barcode.module.css'

/** Bars of more signs than these are finer than scanners read and printers print. */
const mostSigns = 32

/** A code as bars, with the code below; what no scanner could read is written only. */
export function Barcode({ code, height = 10 }: { code: string; height?: number }) {
  const { data } = useQuery({
    queryKey: ['barcode', code, height],
    queryFn: () => drawBars(code, height),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })
  if (data === undefined || data === null) return <span className={styles.written}>{code}</span>
  return <img src={data} alt={code} className={styles.bars} />
}

/** Bars as a picture: EAN-13 where it is one, else Code 128. Null for signs that bars do not have. */
async function drawBars(code: string, height: number): Promise<string | null> {
  if (code.length > mostSigns) return null
  const { toSVG } = await import('bwip-js/browser')
  const options = { text: code, height, includetext: true, paddingwidth: 10, paddingheight: 2 }
  // An EAN has places of its own for its digits, between its long bars.
  const kinds = [
    ...(/^\d{13}$/.test(code) ? [{ bcid: 'ean13' }] : []),
    { bcid: 'code128', textxalign: 'center' as const },
  ]
  for (const kind of kinds) {
    try {
      return `data:image/svg+xml;utf8,${encodeURIComponent(toSVG({ ...options, ...kind }))}`
    } catch {
      // A wrong check digit is no EAN: it is drawn as it reads.
    }
  }
  return null
}
