import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { queryClient } from "./api/query-client.ts";
import { Routes } from "./routes.tsx";
import { usePreferences } from "./settings/kept-preferences.ts";
import { Shell } from "./shell/shell.tsx";
import { colourMemory, cssVariables, themes } from "./theme.ts";

export function App() {
  const { density } = usePreferences();
  return (
    <MantineProvider
      theme={themes[density]}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colourMemory}
    >
      <QueryClientProvider client={queryClient}>
        <Shell>
          <Routes />
        </Shell>
      </QueryClientProvider>
    </MantineProvider>
  );
}
