/** F6 goes to the next part of the page, shift-F6 back: also out of a modal, which keeps Tab to itself. */
export function focusNextRegion(event: KeyboardEvent): void {
  if (event.key !== 'F6') return;
  event.preventDefault();
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((one) => one.offsetParent);
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions.at((here + (event.shiftKey ? -1 : 1)) % regions.length);
  if (next) focusables(next)[0]?.focus();
}

const usable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** What Tab would reach inside, in order. */
export function focusables(inside: HTMLElement): HTMLElement[] {
  return [...inside.querySelectorAll<HTMLElement>(usable)].filter(
    (one) => one.offsetParent !== null && !one.closest('[inert]'),
  );
}
