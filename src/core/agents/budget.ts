/** How much a language model accepts. */
export interface Budget {
  /** Maximum number of tokens. */
  readonly tokens: number;
  readonly count: (text: string) => PromiseLike<number>;
}

/**
 * Returns the longest text that fits.
 * @param total total number of lines
 * @param render returns the text with a number of the first lines. More lines make a longer text
 * @param fallback text to return if the text does not fit even without lines. If that does not fit either, the result
 * is empty
 */
export async function withinBudget(
  total: number,
  render: (lines: number) => string,
  budget: Budget | undefined,
  fallback: string,
): Promise<string> {
  const fits = async (text: string) => budget === undefined || (await budget.count(text)) <= budget.tokens;
  const whole = render(total);
  if (await fits(whole)) {
    return whole;
  }
  let best: string | undefined;
  let [fitting, tooMany] = [-1, total];
  while (tooMany - fitting > 1) {
    const lines = Math.floor((fitting + tooMany) / 2);
    const text = render(lines);
    if (await fits(text)) {
      best = text;
      fitting = lines;
    } else {
      tooMany = lines;
    }
  }
  return best ?? ((await fits(fallback)) ? fallback : '');
}
