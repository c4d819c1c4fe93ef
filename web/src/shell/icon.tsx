/** Drawings in a square of 20, in lines. */
const drawings = {
  detect: "M14.2 9A5.2 5.2 0 1 1 3.8 9a5.2 5.2 0 0 1 10.4 0ZM13 13l4 4",
  compare: "M3.5 4h5v12h-5zM11.5 4h5v12h-5z",
  batch: "M10 3l7 3.6-7 3.6-7-3.6zM3 10.2l7 3.6 7-3.6M3 13.6l7 3.6 7-3.6",
  history: "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM10 6v4.3l2.8 1.7",
  models: "M3.5 16.5h13M5.5 14v-4M10 14V4M14.5 14V7",
  keys: "M9.6 12.9a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM8.8 10.8 16 3.6M13 6.6l2.4 2.4",
  settings:
    "M3 6.5h7M15 6.5h2M14.5 6.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM3 13.5h2M10 13.5h7M9.5 13.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
  light:
    "M13.2 10a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0ZM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M15.3 4.7l-1.1 1.1M5.8 14.2l-1.1 1.1",
  dark: "M16.6 12A7 7 0 1 1 8 3.4a5.6 5.6 0 0 0 8.6 8.6Z",
  lock: "M5.5 9h9v7.5h-9zM7.2 9V6.6a2.8 2.8 0 0 1 5.6 0V9",
  docs: "M5 3h7l3.5 3.5V17H5zM8 9h4.5M8 12.5h4.5",
} as const;

export type IconName = keyof typeof drawings;

/** Beside words that say the same, and so silent to screen readers. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
