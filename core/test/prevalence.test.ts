import { expect, test } from "vitest";
import { estimatePrevalence, type JudgedGroup } from "../src/prevalence.ts";

const group = (files: number, flagged: number, sensitivity: number, falsePositive: number, n = 1000): JudgedGroup => ({
  files,
  flagged,
  rates: { sensitivity: { rate: sensitivity, n }, falsePositive: { rate: falsePositive, n } },
});

test("the share is what Rogan and Gladen compute by hand", () => {
  // 30 % flagged, 80 % sensitivity, 10 % false positives: (0.3 - 0.1) / (0.8 - 0.1).
  expect(estimatePrevalence([group(200, 60, 0.8, 0.1)])?.share).toBeCloseTo(0.2 / 0.7, 12);
});

test("the interval is that of Lang and Reiczigel", () => {
  // The formula of R package asht, prevSeSp(AP = 0.3, nP = 200, Se = 0.8, nSe = 100, Sp = 0.9, nSp = 300), worked through:
  // python3 -c "
  // z=1.959964;AP,n,Se,nSe,Sp,nSp=.3,200,.8,100,.9,300
  // nS,nP,m=nSe+2,nSp+2,n+z*z;S=(nSe*Se+1)/nS;P=(nSp*Sp+1)/nP;A=(n*AP+z*z/2)/m
  // e=(A+P-1)/(S+P-1);d=2*z*z*(e*S*(1-S)/nS-(1-e)*P*(1-P)/nP)
  // s=((A*(1-A)/m+e*e*S*(1-S)/nS+(1-e)**2*P*(1-P)/nP)**.5)/(S+P-1);print(e+d-z*s,e+d+z*s)"
  const rates = { sensitivity: { rate: 0.8, n: 100 }, falsePositive: { rate: 0.1, n: 300 } };
  const estimate = estimatePrevalence([{ files: 200, flagged: 60, rates }]);
  expect(estimate?.low).toBeCloseTo(0.1895429, 6);
  expect(estimate?.high).toBeCloseTo(0.3960159, 6);
  expect(estimate?.files).toBe(200);
});

test("two groups of the same rates are one group", () => {
  const whole = estimatePrevalence([group(200, 60, 0.8, 0.1, 400)]);
  const halves = estimatePrevalence([group(100, 20, 0.8, 0.1, 200), group(100, 40, 0.8, 0.1, 200)]);
  expect(halves?.share).toBeCloseTo(whole!.share, 12);
  expect(halves?.low).toBeCloseTo(whole!.low, 3);
});

test("rates are averaged over the files they hold for", () => {
  // 300 files at 0.9 and 0.02, 100 at 0.5 and 0.1: mean 0.8 and 0.04; 100 of 400 flagged: (0.25 - 0.04) / (0.8 - 0.04).
  expect(estimatePrevalence([group(300, 90, 0.9, 0.02), group(100, 10, 0.5, 0.1)])?.share).toBeCloseTo(0.21 / 0.76, 12);
});

test("fewer flagged files than false alarms give a share of 0, more than the sensitivity a share of 1", () => {
  expect(estimatePrevalence([group(100, 1, 0.8, 0.1)])).toMatchObject({ share: 0, low: 0 });
  expect(estimatePrevalence([group(100, 99, 0.8, 0.1)])).toMatchObject({ share: 1, high: 1 });
});

test("a share lies inside its interval, and the interval inside 0 to 1", () => {
  for (const files of [20, 50, 5000])
    for (const part of [0, 0.01, 0.5, 0.99, 1])
      for (const [se, fp] of [
        [0.3, 0.01],
        [1, 0],
        [0.6, 0.2],
      ] as const) {
        const { share, low, high } = estimatePrevalence([group(files, Math.round(files * part), se, fp, 50)])!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(share).toBeGreaterThanOrEqual(low);
        expect(high).toBeGreaterThanOrEqual(share);
        expect(high).toBeLessThanOrEqual(1);
      }
});

test("rates measured on few samples widen the interval", () => {
  const width = (n: number): number => {
    const { low, high } = estimatePrevalence([group(1000, 300, 0.8, 0.1, n)])!;
    return high - low;
  };
  expect(width(50)).toBeGreaterThan(1.5 * width(5000));
});

test("under twenty files there is no estimate", () => {
  expect(estimatePrevalence([group(19, 5, 0.8, 0.1)])).toBeUndefined();
  expect(estimatePrevalence([group(20, 5, 0.8, 0.1)])).toBeDefined();
  expect(estimatePrevalence([])).toBeUndefined();
});

test("a detector that tells nothing apart, or was never measured, gives no estimate", () => {
  expect(estimatePrevalence([group(100, 50, 0.2, 0.2)])).toBeUndefined();
  expect(estimatePrevalence([group(100, 50, 0.1, 0.2)])).toBeUndefined();
  expect(estimatePrevalence([group(100, 50, 0.8, 0.1, 0)])).toBeUndefined();
});
