const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const near = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const far = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** How long a link still works, "Link expires in 12 min, at 10:53". Times are milliseconds since the epoch. */
export function expiryText(expiresAt: number, now: number): string {
  const rest = expiresAt - now;
  if (rest <= 0) {
    return 'The link has expired.';
  }
  const at = (rest < 12 * HOUR ? near : far).format(expiresAt);
  return `Link expires in ${restText(rest)}, at ${at}`;
}

function restText(rest: number): string {
  if (rest < MINUTE) {
    return 'less than a minute';
  }
  const days = Math.floor(rest / DAY);
  const hours = Math.floor((rest % DAY) / HOUR);
  const minutes = Math.floor((rest % HOUR) / MINUTE);
  const parts =
    days > 0
      ? [
          [days, 'd'],
          [hours, 'h'],
        ]
      : [
          [hours, 'h'],
          [minutes, 'min'],
        ];
  return parts
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${count ?? 0} ${unit ?? ''}`)
    .join(' ');
}

/** Milliseconds until {@link expiryText} says something else; `undefined` when it never will. */
export function nextTick(expiresAt: number, now: number): number | undefined {
  const rest = expiresAt - now;
  if (rest <= 0) {
    return undefined;
  }
  return rest < MINUTE ? rest : (rest % MINUTE) + 1;
}
