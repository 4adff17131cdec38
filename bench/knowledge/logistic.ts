export type Row = { values: readonly number[]; holds: boolean; weight: number };
export type Model = { bias: number; weights: number[] };

/**
 * Logistic regression by Newton's method on standardised values, with a quadratic penalty; the weights that it returns are for
 * the values as they are.
 */
export function fit(rows: readonly Row[], penalty = 1): Model {
  const width = rows[0]!.values.length;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const means = Array.from({ length: width }, () => 0);
  for (const { values, weight } of rows) for (let at = 0; at < width; at++) means[at]! += (values[at]! * weight) / total;
  const spreads = Array.from({ length: width }, () => 0);
  for (const { values, weight } of rows)
    for (let at = 0; at < width; at++) spreads[at]! += ((values[at]! - means[at]!) ** 2 * weight) / total;
  for (let at = 0; at < width; at++) spreads[at] = Math.sqrt(spreads[at]!) || 1;
  // The last column is the bias.
  const scaled = rows.map(({ values }) => Float64Array.from([...values.map((value, at) => (value - means[at]!) / spreads[at]!), 1]));
  const found = new Float64Array(width + 1);
  for (let step = 0; step < stepsMax; step++) {
    const slopes = new Float64Array(width + 1);
    const curves = Array.from({ length: width + 1 }, () => new Float64Array(width + 1));
    for (const [row, { holds, weight }] of rows.entries()) {
      const values = scaled[row]!;
      const likely = likelihood(dot(found, values));
      const [error, curve] = [(likely - Number(holds)) * weight, likely * (1 - likely) * weight];
      for (let at = 0; at <= width; at++) {
        slopes[at]! += error * values[at]!;
        const line = curves[at]!;
        for (let other = 0; other <= at; other++) line[other]! += curve * values[at]! * values[other]!;
      }
    }
    for (let at = 0; at <= width; at++) {
      for (let other = at + 1; other <= width; other++) curves[at]![other] = curves[other]![at]!;
      slopes[at]! += (at < width ? penalty : 0) * found[at]!;
      curves[at]![at]! += at < width ? penalty : 1e-9;
    }
    const change = solve(curves, slopes);
    for (let at = 0; at <= width; at++) found[at]! -= change[at]!;
    if (Math.max(...change.map(Math.abs)) < 1e-6) break;
  }
  const weights = Array.from({ length: width }, (_item, at) => found[at]! / spreads[at]!);
  return { bias: found[width]! - dot(weights, means), weights };
}

export const likelihoodOf = ({ bias, weights }: Model, values: readonly number[]) => likelihood(bias + dot(weights, values));

const stepsMax = 25;

/** Gaussian elimination with pivots. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const rows = matrix.map((line, at) => Float64Array.from([...line, right[at]!]));
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row;
    [rows[column], rows[best]] = [rows[best]!, rows[column]!];
    const pivot = rows[column]!;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / (pivot[column]! || 1e-12);
      for (let at = column; at <= size; at++) rows[row]![at]! -= factor * pivot[at]!;
    }
  }
  return Float64Array.from(rows, (line, at) => line[size]! / (line[at]! || 1e-12));
}

const likelihood = (value: number) => 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, value))));

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}
