import { Button, Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { forgetAccessKey, readAccessKey } from "../api/access-key.ts";
import { Dialog } from "../shell/dialog.tsx";
import { Loading } from "../shell/loading.tsx";
import { ViewTitle } from "../shell/view-title.tsx";
import { english } from "../text/english.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { useSession } from "./use-session.ts";

const { session: text } = english;

/**
 * Asks for a key where the server wants one: in place of the views, or over the view of somebody whose key has stopped being
 * good, so that what was typed there stays.
 */
export function Gate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  if (session.state === "asking") return <Loading />;
  if (session.state === "locked" && session.was === undefined)
    return (
      <Paper withBorder p="lg" maw={520} mx="auto" mt={{ base: 0, sm: "xl" }}>
        <Stack gap="md">
          <div>
            <ViewTitle>{text.signIn}</ViewTitle>
            <Text mt="xs">{readAccessKey() === undefined ? text.why : text.ended(session.detail)}</Text>
          </div>
          <SignInForm />
        </Stack>
      </Paper>
    );
  return (
    <>
      {children}
      <Dialog opened={session.state === "locked"} onClose={() => {}} title={text.again} isFirm>
        {session.state === "locked" && (
          <Stack>
            <Text>{text.ended(session.detail)}</Text>
            <SignInForm />
            <Button variant="subtle" onClick={forgetAccessKey}>
              {text.signOut}
            </Button>
          </Stack>
        )}
      </Dialog>
    </>
  );
}
