import { encode } from 'uqr'

const quietZone = 4
const svg = 'http://www.w3.org/2000/svg'

/** A QR code as a picture: dark on white in every theme, with the margin that readers need. */
export function makeQrPicture(text: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  const picture = document.createElementNS(svg, 'svg')
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`)
  picture.setAttribute('class', 'qr')
  picture.setAttribute('role', 'img')
  picture.append(part('rect', { width: size, height: size, fill: '#fff' }), part('path', { d: path, fill: '#000' }))
  return picture
}

function part(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(svg, tag) as SVGElement
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  return element
}
