/**
 * A double as Java's `Double.toString` writes it: `1.0`, `1.0E10`, `1.0E-4`, `NaN`, `-Infinity`. Java 18 and older write
 * some values with more digits than are needed (`1.9999999999999998E23`); this is the exact form of Java 19 and newer.
 */
export function doubleText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return specialText(value);
  const size = Math.abs(value);
  // Here JavaScript and Java write the same, but for the point.
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const { digits, exponent } = decimalDigits(value.toExponential());
  if (digits.length > 1) return javaText(value < 0, digits, exponent);
  // Java wants two digits at least, and of all pairs that read back as the same double the nearest: 4.9E-324, not 5E-324.
  const pair = value.toExponential(1);
  const nearest = Number(pair) === value ? decimalDigits(pair) : { digits, exponent };
  return javaText(value < 0, nearest.digits, nearest.exponent);
}

/** A float as Java's `Float.toString` writes it: the shortest text that reads back as the same float. */
export function floatText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return specialText(value);
  for (let fractionDigits = 1; fractionDigits < 9; fractionDigits++) {
    const text = value.toExponential(fractionDigits);
    if (Math.fround(Number(text)) === value) {
      const { digits, exponent } = decimalDigits(text);
      return javaText(value < 0, digits, exponent);
    }
  }
  return doubleText(value);
}

function specialText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  return String(value);
}

function decimalDigits(exponential: string): { digits: string; exponent: number } {
  const [mantissa = '', exponent = ''] = exponential.replace(/^-/, '').split('e');
  return { digits: mantissa.replace('.', '').replace(/0+$/, ''), exponent: Number(exponent) };
}

function javaText(negative: boolean, digits: string, exponent: number): string {
  const sign = negative ? '-' : '';
  if (exponent >= 7 || exponent < -3) {
    return `${sign}${digits.charAt(0)}.${digits.slice(1) || '0'}E${exponent}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
