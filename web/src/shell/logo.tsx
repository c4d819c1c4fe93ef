/** The sign of the program, as in icon.svg: one stroke for a person, one for an AI. */
export function Logo() {
  return (
    <svg
      aria-hidden="true"
      width="26"
      height="26"
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth="3.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M5 10l5 13 6-13" stroke="var(--whowrote-human)" />
      <path d="M16 10l6 13 5-13" stroke="var(--whowrote-ai)" />
    </svg>
  );
}
