import { useEffect } from "react";

const attribute = "data-mantine-color-scheme";

/** Prints dark on white, whatever the screen shows: a browser leaves the ground out, and light words would vanish. */
export function usePrintInLight(): void {
  useEffect(() => {
    const root = document.documentElement;
    let shown: string | null = null;
    const lighten = (): void => {
      shown = root.getAttribute(attribute);
      root.setAttribute(attribute, "light");
    };
    const restore = (): void => {
      if (shown !== null) root.setAttribute(attribute, shown);
    };
    window.addEventListener("beforeprint", lighten);
    window.addEventListener("afterprint", restore);
    return () => {
      window.removeEventListener("beforeprint", lighten);
      window.removeEventListener("afterprint", restore);
    };
  }, []);
}
