import { useQuery } from '@tanstack/react-query'

/** A code as bars, with the code below; what no scanner could read is written only. */
export function Barcode({ code, height = 10 }: { code: string; height?: number }) {
  const { data } = useQuery({
    queryKey: ['barcode', code, height],
    queryFn: () => drawBars(code, height),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })
  if (data === undefined || data === null) return <span className="figure">{code}</span>
  return <img src={data} alt={code} />
}

/** Bars as a picture: EAN-13 where it is one, else Code 128. Null for signs that bars do not have. */
async function drawBars(code: string, height: number): Promise<string | null> {
  const { toSVG } = await import('bwip-js/browser')
  const options = {
    text: code,
    height,
    includetext: true,
    textxalign: 'center',
    paddingwidth: 10,
    paddingheight: 2,
  } as const
  for (const bcid of /^\d{13}$/.test(code) ? ['ean13', 'code128'] : ['code128']) {
    try {
      return `data:image/svg+xml;utf8,${encodeURIComponent(toSVG({ ...options, bcid }))}`
    } catch {
      // A wrong check digit is no EAN: it is drawn as it reads.
    }
  }
  return null
}
