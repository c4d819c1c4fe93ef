const whole = new Intl.NumberFormat("en");

/** 1240 as "1,240". */
export const count = (n: number): string => whole.format(n);
