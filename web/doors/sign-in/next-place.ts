const kept = 'yidan-next'

/** Keeps, while somebody signs in, the page that they wanted to see; anything but a page of ours is forgotten. */
export function keepNextPlace(place: string | null): void {
  if (place === null || !/^\/(?![/\\])/.test(place)) return
  sessionStorage.setItem(kept, place)
}

/** Where to go once somebody is in: the page that they wanted to see, else the first. */
export function takeNextPlace(): string {
  const place = sessionStorage.getItem(kept) ?? '/'
  sessionStorage.removeItem(kept)
  return place
}
