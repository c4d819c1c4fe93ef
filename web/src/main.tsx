import "@mantine/core/styles.css";
import "./page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

const place = document.querySelector("#page");
if (place === null) throw new Error("index.html has no element #page to draw in.");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
